// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.LabProcess;
import dev.understudy.lab.WireObserver;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Thousands of takeovers that the network does not notice. */
class RehearsalIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @BeforeAll
    static void needsALab() {
        Lab.require();
    }

    @Test
    void goesTheWholeWayAndTouchesNothing() {
        try (Lab lab = Lab.open()) {
            LabHost host = lab.host("one", "eth0", "192.0.2.1/24");
            String addresses = host.run("ip", "-4", "-o", "address");
            String files = host.run("ls", "-A", "/run");
            WireObserver wire = lab.observe();
            long looped = loopedPackets(host);
            LabProcess probe = host.start(Lab.java("-cp", classPath(), RehearsalProbe.class.getName(), "/run"));

            probe.awaitLine("over, threads left: 0", SOON);
            assertThat(probe.awaitExit(SOON)).as(probe.text()).isZero();
            assertThat(loopedPackets(host) - looped)
                    .as("adverts on the loopback interface")
                    .isGreaterThan(10_000);
            wire.catchUp();
            assertThat(wire.advertsFrom(host)).isEmpty();
            assertThat(wire.announcements(host, "192.0.2.1")).isEmpty();
            assertThat(host.run("ip", "-4", "-o", "address")).isEqualTo(addresses);
            assertThat(host.run("ip", "neigh")).doesNotContain("192.0.2.1");
            assertThat(host.run("ls", "-A", "/run")).isEqualTo(files);
        }
    }

    @Test
    void isGoneThroughOnceMoreWhenTheTakeoverIsNear() {
        try (Lab lab = Lab.open()) {
            LabHost host = lab.host("one", "eth0", "192.0.2.1/24");
            LabProcess probe = host.start(
                    Lab.java("-cp", classPath(), VigilProbe.class.getName(), "eth0", "192.0.2.100/32", "/run/vigil"));

            assertThat(probe.awaitExit(SOON)).as(probe.text()).isZero();
            // Two adverts, five announcements and a resignation, and the neighbours that nobody asked for.
            assertThat(probe.text())
                    .containsPattern("packets rehearsed: (8|9|10)\\n")
                    .doesNotContainPattern("packets rehearsed: (1[1-9]|[2-9]\\d|\\d{3})");
        }
    }

    private static long loopedPackets(LabHost host) {
        return Long.parseLong(
                host.run("cat", "/sys/class/net/lo/statistics/tx_packets").strip());
    }

    private static String classPath() {
        return String.join(
                File.pathSeparator,
                Path.of("target/test-classes").toAbsolutePath().toString(),
                Path.of("target/classes").toAbsolutePath().toString(),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
    }
}
