// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.rabbit.Declaration;
import dev.understudy.rabbit.lab.AmqpProbe;
import dev.understudy.rabbit.lab.BrokerSettings;
import dev.understudy.rabbit.lab.Fixture;
import dev.understudy.rabbit.lab.RabbitHost;
import dev.understudy.rabbit.lab.RabbitLab;
import dev.understudy.rabbit.lab.RabbitVersion;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of RabbitMQ 4.0.5 that keep their definitions in Khepri (rabbit-recovery 4): a majority has to be up together. */
class KhepriIT {
    @TempDir
    private Path directory;

    @BeforeAll
    static void require() {
        RabbitVersion.V4_0_5.require();
    }

    private Path journal() {
        return directory.resolve("journal");
    }

    @Test
    void bothAreStartedTogether() throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.K2X, BrokerSettings.patient())) {
            Rescue rescue = new Rescue(lab).run(journal());

            assertThat(rescue.actions()).startsWith("StartTogether");
            assertThat(rescue.course().level().number()).isZero();
            rescue.assertLossesAreThoseNamed(lab.host("hosta"));
        }
    }

    @Test
    void theSurvivorIsMadeTheWholeWhileItWaits() throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.K2X, BrokerSettings.patient())) {
            RabbitHost c = lab.add("hostc");
            lab.host("hostb").crash();

            Rescue rescue = new Rescue(lab)
                    .lost("hostb")
                    .declare("hostc", node -> node.withDeclaration(Declaration.SPARE))
                    .run(journal());

            assertThat(rescue.actions())
                    .contains("ForceStandalone", "ForceShrink", "Join", "Grow")
                    .doesNotContain("ForgetOffline", "ForgetOnline");
            assertThat(rescue.lossIds()).contains("split=rabbit@hostb", "unseen=rabbit@hostb");
            rescue.blindTo("cb.q").assertLossesAreThoseNamed(lab.host("hosta"));
            assertThat(lab.host("hosta").amqp().read("qq.q").get("qq.q").bodies())
                    .isEqualTo(AmqpProbe.bodies("qq.q", 1, 20));
            assertThat(c.control("-q", "cluster_status"))
                    .contains("rabbit@hosta", "rabbit@hostc")
                    .doesNotContain("rabbit@hostb");
        }
    }
}
