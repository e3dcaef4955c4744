// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.LabHost;
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
    static final int VRID = 167;
    static final int PRIORITY = 100;
    static final String PASSWORD = "123456";

    private static final String CHECK = "/etc/keepalived/haproxy_check.sh";
    private static final String HAPROXY = "/usr/local/haproxy/sbin/haproxy";

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

    /**
     * Puts a host's published file and the check script where they belong, byte for byte, and starts a process named haproxy that does
     * nothing, which keeps the check quiet.
     */
    static void install(LabHost host, String configuration) {
        host.file(Runner.CONFIGURATION, file(configuration), "644");
        host.file(CHECK, file("haproxy_check.sh"), "755");
        assertThat(host.file(Runner.CONFIGURATION)).isEqualTo(file(configuration));
        assertThat(host.file(CHECK)).isEqualTo(file("haproxy_check.sh"));
        host.run("install", "-D", "/usr/bin/sleep", HAPROXY);
        host.start(HAPROXY, "infinity");
    }

    /** What a published file says. */
    static String file(String name) {
        return text(original(name));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
