// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.rabbit.RecoveryPlan;
import dev.understudy.rabbit.Refusal;
import dev.understudy.rabbit.lab.AmqpProbe;
import dev.understudy.rabbit.lab.BrokerSettings;
import dev.understudy.rabbit.lab.Fixture;
import dev.understudy.rabbit.lab.RabbitLab;
import dev.understudy.rabbit.lab.RabbitVersion;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes, and two that were parted before they lost their power (rabbit-recovery 1.8, 1.10). */
class ThreeNodesIT {
    @TempDir
    private Path directory;

    @BeforeAll
    static void require() {
        RabbitVersion.V3_10_8.require();
    }

    /** Offline forget promotes the oldest mirror, which has the oldest contents; the plan says so and offers the other way. */
    @Test
    void theLastOfThreeIsLostAndTheNewestContentsAreKept() throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.T1)) {
            lab.host("hostc").crash();
            Rescue rescue = new Rescue(lab).lost("hostc").course("keep-newest").run(directory.resolve("journal"));

            assertThat(rescue.actions()).contains("ForgetOffline", "Wipe", "Join");
            assertThat(lab.host("hostb").amqp().read("m.q").get("m.q").bodies())
                    .isEqualTo(AmqpProbe.bodies("m.q", 1, 25));
            rescue.assertLossesAreThoseNamed(lab.host("hostb"));
        }
    }

    @Test
    void threeThatLostTheirPowerAreStartedTogether() throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.T2, BrokerSettings.patient())) {
            Rescue rescue = new Rescue(lab).run(directory.resolve("journal"));

            assertThat(rescue.course().level().number()).isZero();
            rescue.assertLossesAreThoseNamed(lab.host("hosta"));
        }
    }

    @Test
    void twoThatSayTheyWereLastNeedAWinner() throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.F6)) {
            RecoveryPlan undecided = new Rescue(lab).plan();
            assertThat(undecided.refusals()).extracting(Refusal::code).isEqualTo(List.of(Refusal.Code.SEVERAL_LAST));

            Rescue rescue = new Rescue(lab)
                    .policy(policy -> policy.withWinner(Rescue.node("hostb")))
                    .run(directory.resolve("journal"));

            assertThat(rescue.lossIds()).contains("queue=/:late.qa");
            assertThat(lab.host("hostb").amqp().read("m.q").get("m.q").bodies())
                    .isEqualTo(AmqpProbe.bodies("m.q", 1, 30));
        }
    }
}
