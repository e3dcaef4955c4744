// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.LabProcess;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real runtime under JMX, one without, and one in a JVM that has neither JMX nor a flight recorder. */
class ManagementIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @BeforeAll
    static void needsALab() {
        Lab.require();
    }

    private static LabProcess start(LabHost host, String option, String... more) {
        List<String> words = new ArrayList<>(List.of(option, "-cp", classPath(), SightProbe.class.getName()));
        words.addAll(List.of("eth0", "192.0.2.10/24", "/run/understudy"));
        words.addAll(List.of(more));
        return host.startWithInput(Lab.java(words.toArray(String[]::new)));
    }

    @Test
    void isShownWhileItRunsAndGoneAfterClose() {
        try (Lab lab = Lab.open()) {
            LabProcess probe = start(lab.host("one", "eth0", "192.0.2.1/24"), "-XX:+UseSerialGC", "jmx", "look");
            probe.awaitLine("Backup -> Active", SOON);
            probe.say("jmx");
            probe.awaitLine("dev.understudy:type=VrrpRuntime,id=1: \\{eth0/ipv4/51=ACTIVE\\}, turned true", SOON);
            probe.say("end");
            probe.awaitLine("closed, beans: \\[\\]", SOON);
            assertThat(probe.awaitExit(SOON)).as(probe.text()).isZero();
            assertThat(probe.text()).containsOnlyOnce("Loop ended: turns ").doesNotContain("WARN", "ERROR");
        }
    }

    @Test
    void unaskedItLoadsNothing() {
        try (Lab lab = Lab.open()) {
            LabProcess probe = start(lab.host("one", "eth0", "192.0.2.1/24"), "-Xlog:class+load");
            probe.awaitLine("Backup -> Active", SOON);
            probe.say("end");
            assertThat(probe.awaitExit(SOON)).as(probe.text()).isZero();
            assertThat(probe.text())
                    .contains(VrrpRuntime.class.getName(), Flight.class.getName())
                    .doesNotContain(
                            "java.lang.management.",
                            Management.class.getName(),
                            ManagedRuntime.class.getName(),
                            FlightEvents.class.getName(),
                            "jdk.jfr.Event");
        }
    }

    @Test
    void aJvmWithoutBothModulesRuns() {
        try (Lab lab = Lab.open()) {
            LabProcess probe = start(
                    lab.host("one", "eth0", "192.0.2.1/24"),
                    "--limit-modules=java.base,java.logging,java.naming,java.xml,jdk.unsupported",
                    "jmx");
            probe.awaitLine("Backup -> Active", SOON);
            probe.awaitLine("WARN +Management - Not visible by JMX: .*NoClassDefFoundError", SOON);
            probe.say("end");
            assertThat(probe.awaitExit(SOON)).as(probe.text()).isZero();
            assertThat(probe.text()).contains("Loop ended: turns ").doesNotContain("ERROR");
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
