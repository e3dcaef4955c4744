// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A session per line, so that all that it started can be ended with it: TERM, then KILL to its process group. */
final class Session {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final long GRACE_MILLIS = 1000;

    /** What goes before a command to make it the leader of a session. Without setsid only its descendants can be ended. */
    static final List<String> LEADER = Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.of();

    private Session() {}

    /** Ends the process and all of its group. Keeps the thread's interruption, and does not let itself be hurried by it. */
    static void end(Process process) {
        boolean interrupted = Thread.interrupted();
        List<ProcessHandle> below;
        try (Stream<ProcessHandle> descendants = process.descendants()) {
            below = descendants.toList();
        }
        try {
            signal("TERM", process, below);
            process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            signal("KILL", process, below);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * A group lives on under its number as long as one of its processes does, so the number is not another's; once the last has ended there
     * is nobody to signal.
     */
    private static void signal(String name, Process process, List<ProcessHandle> below) {
        boolean force = name.equals("KILL");
        if (!LEADER.isEmpty()) {
            try {
                Process kill = new ProcessBuilder("/bin/kill", "-" + name, "--", "-" + process.pid())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (!kill.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                    kill.destroyForcibly();
                }
            } catch (IOException e) {
                // No kill(1): the handles below have to do.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        for (ProcessHandle handle : below) {
            end(handle, force);
        }
        end(process.toHandle(), force);
    }

    private static void end(ProcessHandle handle, boolean force) {
        if (force) {
            handle.destroyForcibly();
        } else {
            handle.destroy();
        }
    }
}
