// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The threads of a program of a host, as /proc has them. */
final class Threads {
    /** The runtime's own; a kernel's name of a thread has 15 characters. */
    static final String LOOP = "understudy-loop";

    private Threads() {}

    /** What {@code chrt} says of the one thread of this name. */
    static String policy(RunningRouter router, String name) {
        return chrt(List.of("chrt", "--pid", Long.toString(find(router.pid(), name))));
    }

    private static long find(long pid, String name) {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks) {
                if (Files.readString(task.resolve("comm")).strip().equals(name)) {
                    return Long.parseLong(task.getFileName().toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("process " + pid + " has no thread " + name);
    }

    private static String chrt(List<String> command) {
        try {
            Process chrt = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(chrt.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (chrt.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said.strip());
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
