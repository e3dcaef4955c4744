// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tutorial's files: as its author published them, and as they should have been. */
final class Tutorial {
    static final String VIRTUAL = "10.171.48.30";
    static final String FIRST = "10.171.48.28";
    static final String SECOND = "10.171.48.29";
    static final int PORT = 5672;
    static final int RABBITMQ_PORT = 5673;

    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path REPAIRED = MODULE.resolve("tutorial");
    private static final Path ORIGINAL =
            MODULE.resolve("../vrrp-core/src/test/resources/dev/understudy/vrrp/conf/tutorial");

    private Tutorial() {}

    /** The files of both hosts as published. */
    static List<Path> original() {
        return List.of(original("rabbitmq1.conf"), original("rabbitmq2.conf"));
    }

    /** A published file. */
    static Path original(String name) {
        return ORIGINAL.resolve(name).normalize();
    }

    /** The files of both hosts as they should have been. */
    static List<Path> repaired() {
        return List.of(repaired("rabbitmq1.conf"), repaired("rabbitmq2.conf"));
    }

    /** A file of {@code examples/tutorial}. */
    static Path repaired(String name) {
        return REPAIRED.resolve(name).normalize();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
