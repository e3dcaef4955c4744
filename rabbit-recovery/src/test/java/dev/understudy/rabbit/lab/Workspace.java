// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** This JVM's directory below the module's target: the disks of its labs and the fixtures. Removed when the JVM ends, or by the next one. */
final class Workspace {
    private static final Path ALL = Path.of("target", "rabbit-lab").toAbsolutePath();
    private static final AtomicInteger LABS = new AtomicInteger();
    private static final Path OWN = create();

    private Workspace() {}

    /** An empty directory for a lab. */
    static Path newLab() {
        return OWN.resolve("lab-" + LABS.incrementAndGet());
    }

    static Path fixtures() {
        return OWN.resolve("fixtures");
    }

    static void remove(Path directory) {
        if (!directory.startsWith(ALL)) {
            throw new IllegalArgumentException("not the lab's: " + directory);
        }
        Machine.run("rm", "-rf", directory.toString());
    }

    private static Path create() {
        try {
            Files.createDirectories(ALL);
            leftovers().forEach(Workspace::remove);
            Path own = ALL.resolve(nameOf(ProcessHandle.current()));
            Files.createDirectories(own);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(own), "rabbit-lab-remove"));
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> leftovers() throws IOException {
        List<String> alive = ProcessHandle.allProcesses().map(Workspace::nameOf).toList();
        try (Stream<Path> directories = Files.list(ALL)) {
            return directories
                    .filter(path -> !alive.contains(path.getFileName().toString()))
                    .toList();
        }
    }

    /** A pid is used again, not at the same time. */
    private static String nameOf(ProcessHandle process) {
        return process.pid() + "-"
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
