// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.LabHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tutorial's files and what they say. */
final class Tutorial {
    static final String VIRTUAL = "10.171.48.30";
    static final int VRID = 167;
    static final int PRIORITY = 100;
    static final String PASSWORD = "123456";

    private static final Path FILES = Path.of("../vrrp-core/src/test/resources/dev/understudy/vrrp/conf/tutorial");
    private static final String CHECK = "/etc/keepalived/haproxy_check.sh";
    private static final String HAPROXY = "/usr/local/haproxy/sbin/haproxy";

    private Tutorial() {}

    /**
     * Puts a host's file and the check script where they belong, byte for byte, and starts a process named haproxy that does nothing, which
     * keeps the check quiet.
     */
    static void install(LabHost host, String configuration) {
        host.file(Runner.CONFIGURATION, file(configuration), "644");
        host.file(CHECK, file("haproxy_check.sh"), "755");
        assertThat(host.file(Runner.CONFIGURATION)).isEqualTo(file(configuration));
        assertThat(host.file(CHECK)).isEqualTo(file("haproxy_check.sh"));
        host.run("install", "-D", "/usr/bin/sleep", HAPROXY);
        host.start(HAPROXY, "infinity");
    }

    static String file(String name) {
        try {
            return Files.readString(FILES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
