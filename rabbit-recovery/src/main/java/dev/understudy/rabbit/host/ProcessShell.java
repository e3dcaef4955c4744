// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.host;

import dev.understudy.rabbit.host.HostOutput.End;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A line as the last word of a command. It runs in a session of its own and is handed over to it whole, never through a shell of ours; what it
 * leaves behind keeps neither the pipes nor us waiting.
 *
 * @param words the command that takes the line
 * @param ssh whether the command is ssh
 */
record ProcessShell(String describe, List<String> words, boolean ssh) implements HostShell {
    private static final long POLL_MILLIS = 10;

    /** For what is still in the pipes when the line has ended. */
    private static final Duration DRAIN = Duration.ofMillis(500);

    ProcessShell {
        words = List.copyOf(words);
    }

    @Override
    public HostOutput run(String line, Duration limit) throws InterruptedException {
        if (line.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a line has no NUL");
        }
        Optional<RemoteLine> remote = ssh ? Optional.of(RemoteLine.marked()) : Optional.empty();
        Process process;
        try {
            process = start(remote.map(there -> there.of(line, limit)).orElse(line));
        } catch (IOException e) {
            return new HostOutput(End.UNREACHABLE, -1, "", String.valueOf(e.getMessage()));
        }
        try (Drain out = new Drain(process.getInputStream(), "understudy-shell-out", remote);
                Drain err = new Drain(process.getErrorStream(), "understudy-shell-err", remote)) {
            boolean ended = await(process, out, err, limit);
            if (process.isAlive()) {
                Session.end(process);
            }
            long until = System.nanoTime() + DRAIN.toNanos();
            String written = out.text(until);
            String complained = err.text(until);
            if (!ended) {
                return new HostOutput(End.TIMED_OUT, -1, written, complained);
            }
            if (ssh && out.status().isEmpty()) {
                return new HostOutput(End.UNREACHABLE, -1, written, complained);
            }
            return new HostOutput(End.EXITED, out.status().orElseGet(process::exitValue), written, complained);
        } catch (InterruptedException e) {
            Session.end(process);
            throw e;
        }
    }

    /** Whether the process ended, or said by both marks that its line did, in time. */
    private boolean await(Process process, Drain out, Drain err, Duration limit) throws InterruptedException {
        if (!ssh) {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        }
        long until = System.nanoTime() + limit.toNanos();
        while (out.status().isEmpty() || err.status().isEmpty()) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            } else if (until - System.nanoTime() <= 0) {
                return false;
            }
        }
        return true;
    }

    private Process start(String line) throws IOException {
        List<String> command = new ArrayList<>(Session.LEADER);
        command.addAll(words);
        command.add(line);
        return new ProcessBuilder(command).redirectInput(new File("/dev/null")).start();
    }
}
