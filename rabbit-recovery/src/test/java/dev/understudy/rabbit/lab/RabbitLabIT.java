// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lab itself: its states are those of the document, and nothing is left. */
class RabbitLabIT {
    private static final Duration GIVES_UP = Duration.ofSeconds(60);

    @BeforeAll
    static void require() {
        RabbitVersion.V3_10_8.require();
    }

    @Test
    void theOneThatStoppedLastBootsAlone() {
        try (RabbitLab lab = RabbitLab.of(Fixture.F1)) {
            RabbitHost b = lab.host("hostb");
            b.start();
            b.awaitRunning();
            assertThat(b.control("-q", "list_users")).contains("lateuser");
        }
    }
}
