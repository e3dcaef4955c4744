// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What /proc says about a process; empty when it is gone. */
final class ProcFs {
    /** Where stat has the start time: field 22, counted from the one after the command name. */
    private static final int STARTED_AFTER_NAME = 19;

    private ProcFs() {}

    /** Names a process for good: pid, start time (pids are used again) and PID namespace (pids differ between them). */
    static Optional<String> identity(long pid) {
        return read(pid, "stat").flatMap(stat -> {
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return pidNamespace(pid).map(namespace -> pid + ":" + afterName[STARTED_AFTER_NAME] + ":" + namespace);
        });
    }

    /** The inode number of its PID namespace. */
    static Optional<String> pidNamespace(long pid) {
        try {
            String link =
                    Files.readSymbolicLink(Path.of("/proc/" + pid, "ns/pid")).toString();
            return Optional.of(link.replaceAll("\\D", ""));
        } catch (IOException goneMeanwhile) {
            return Optional.empty();
        }
    }

    /** The name that {@code ps -C} and {@code killall} go by. */
    static Optional<String> commandName(long pid) {
        return read(pid, "comm").map(String::strip);
    }

    /** A variable of the environment that the process was started with. */
    static Optional<String> environment(long pid, String variable) {
        return read(pid, "environ")
                .flatMap(all -> Arrays.stream(all.split("\0"))
                        .filter(entry -> entry.startsWith(variable + "="))
                        .map(entry -> entry.substring(variable.length() + 1))
                        .findFirst());
    }

    static boolean isOwnedByRoot(long pid) {
        try {
            return Files.getAttribute(Path.of("/proc/" + pid), "unix:uid").equals(0);
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    private static Optional<String> read(long pid, String file) {
        try {
            return Optional.of(Files.readString(Path.of("/proc/" + pid, file), StandardCharsets.ISO_8859_1));
        } catch (IOException goneMeanwhile) {
            return Optional.empty();
        }
    }
}
