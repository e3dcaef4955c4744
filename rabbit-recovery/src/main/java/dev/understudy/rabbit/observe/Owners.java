// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding.Code;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for files of another owner than the directory's, as the tools leave them when root runs them (rabbit-recovery 1.7). */
final class Owners {
    private static final int MOST_FINDINGS = 5;
    private static final int MOST_FILES = 20_000;
    private static final int DEPTH = 6;
    private static final String ROOT = "root";

    private final NodeDirectory directory;
    private final Findings findings;
    private final String expected;
    private int foreign;
    private int seen;

    private Owners(NodeDirectory directory, Findings findings, String expected) {
        this.directory = directory;
        this.findings = findings;
        this.expected = expected;
    }

    static void check(NodeDirectory directory, Findings findings) {
        Path path = directory.path().toAbsolutePath();
        Optional<String> owner = directory.from().owner(path);
        if (owner.isEmpty()) {
            return;
        }
        Optional<String> above = Optional.ofNullable(path.getParent()).flatMap(directory.from()::owner);
        if (owner.get().equals(ROOT) && above.isPresent() && !above.get().equals(ROOT)) {
            findings.obstacle(
                    Code.FOREIGN_OWNER,
                    directory.path(),
                    "belongs to root, the directory above it to " + above.get() + ": a broker that runs as "
                            + above.get() + " fails with eacces");
            return;
        }
        new Owners(directory, findings, owner.get()).walk();
    }

    private void walk() {
        Stream.of(FeatureFlags.SUFFIX, ".pid")
                .map(directory::sibling)
                .filter(Files::exists)
                .forEach(this::look);
        try {
            Files.walkFileTree(
                    directory.path(), EnumSet.noneOf(FileVisitOption.class), DEPTH, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                            return look(path);
                        }

                        @Override
                        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                            return look(path);
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path path, IOException failure) {
                            return FileVisitResult.CONTINUE; // its owner was looked at, what is in it cannot be
                        }
                    });
        } catch (IOException e) {
            findings.note(Code.OTHER, directory.path(), "whose files they are was not looked at in full: " + e);
        }
    }

    private FileVisitResult look(Path file) {
        Optional<String> owner = directory.from().owner(file);
        if (owner.isPresent() && !owner.get().equals(expected)) {
            foreign++;
            findings.obstacle(
                    Code.FOREIGN_OWNER,
                    file,
                    "belongs to " + owner.get() + ", the directory to " + expected
                            + ": the broker would fail with eacces");
        }
        return ++seen < MOST_FILES && foreign < MOST_FINDINGS ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }
}
