// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The fixtures are the states of the document: who boots alone. What is there when all are up is the recoveries' business. */
class FixturesIT {
    private static final Duration GIVES_UP = Duration.ofSeconds(90);

    @BeforeAll
    static void require() {
        RabbitVersion.V3_10_8.require();
    }

    @Test
    void cleanOrder() {
        try (RabbitLab lab = RabbitLab.of(Fixture.F1)) {
            assertGivesUp(lab.host("hosta"));
            assertThat(lab.published().get("m.q")).hasSize(30);
            assertThat(lab.published().get("cb.q")).hasSize(30);
        }
    }

    @Test
    void powerLossAfterPartition() {
        for (String survivor : List.of("hosta", "hostb")) {
            try (RabbitLab lab = RabbitLab.of(Fixture.F6)) {
                assertBoots(lab.host(survivor));
                boolean knowsLate =
                        lab.host(survivor).control("-q", "list_users").contains("lateuser");
                assertThat(knowsLate).isEqualTo(survivor.equals("hostb"));
            }
        }
    }

    @Test
    void powerLossOfKhepri() {
        RabbitVersion.V4_0_5.require();
        try (RabbitLab lab = RabbitLab.of(Fixture.K2X)) {
            RabbitHost a = lab.host("hosta");
            assertThat(a.dataDirectory().resolve("schema.DAT")).doesNotExist();
            assertGivesUp(a);
        }
    }

    private static void assertGivesUp(RabbitHost host) {
        host.start();
        assertFails(host);
    }

    private static void assertFails(RabbitHost host) {
        assertThat(host.awaitEnd(GIVES_UP)).contains("BOOT FAILED");
    }

    private static void assertBoots(RabbitHost host) {
        host.start();
        host.awaitRunning();
        assertThat(host.isUp()).isTrue();
    }
}
