// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.LabProcess;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole life of an embedded runtime, on a thread of its own and on the owner's. */
class VrrpRuntimeIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @BeforeAll
    static void needsALab() {
        Lab.require();
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread", "poll"})
    void livesAndLeavesNothingBehind(String mode) {
        try (Lab lab = Lab.open()) {
            LabHost host = lab.host("one", "eth0", "192.0.2.1/24");
            LabProcess probe = host.start(Lab.java(
                    "-cp",
                    classPath(),
                    RuntimeProbe.class.getName(),
                    "eth0",
                    "192.0.2.10/24",
                    "/run/understudy",
                    mode));

            probe.awaitLine("active and held, threads: [1-4]", SOON);
            probe.awaitLine("withdrawn: \\[WITHDRAWN\\]", SOON);
            probe.awaitLine("heartbeat ran out: \\[CHECK_FAILED\\]", SOON);
            probe.awaitLine("opened and closed again", SOON);

            assertThat(probe.awaitExit(SOON)).as(probe.text()).isZero();
            assertThat(probe.text())
                    .contains("threads before start: 0")
                    .contains("waits for health: [CHECK_FAILED]")
                    .contains("closed, threads left: 0");
            if (mode.equals("thread")) {
                assertThat(probe.text())
                        .contains("failed start: unable to create native thread")
                        .contains("opened and closed after a failed start, threads left: 0")
                        .doesNotContain("The loop has not ended");
            }
            // The thread that polls is the loop's until the end; one that does not poll never is.
            if (host.succeeds("chrt", "--fifo", "5", "true")) {
                assertThat(probe.text())
                        .contains("own scheduling: " + (mode.equals("poll") ? "1/5" : "0/0") + ", refusals: []");
            } else {
                assertThat(probe.text()).contains("own scheduling: 0/0, refusals: [The loop's thread stays without");
            }
            assertThat(probe.text()).contains("closed, own scheduling: 0/0");
            assertThat(host.has("192.0.2.10")).isFalse();
            assertThat(host.run("ls", "-A", "/run/understudy")).isBlank();
        }
    }

    /** The tests run on the module path, patched with the test classes; an application is started on the class path. */
    private static String classPath() {
        return String.join(
                File.pathSeparator,
                Path.of("target/test-classes").toAbsolutePath().toString(),
                Path.of("target/classes").toAbsolutePath().toString(),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
    }
}
