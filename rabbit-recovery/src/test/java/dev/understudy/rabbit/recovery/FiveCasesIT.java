// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.rabbit.lab.AmqpProbe;
import dev.understudy.rabbit.lab.BrokerSettings;
import dev.understudy.rabbit.lab.Fixture;
import dev.understudy.rabbit.lab.RabbitHost;
import dev.understudy.rabbit.lab.RabbitLab;
import dev.understudy.rabbit.lab.RabbitVersion;
import dev.understudy.rabbit.observe.DataDirectory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's five cases on real clusters of RabbitMQ 3.10.8. */
class FiveCasesIT {
    @TempDir
    private Path directory;

    @BeforeAll
    static void require() {
        RabbitVersion.V3_10_8.require();
    }

    private Path journal() {
        return directory.resolve("journal");
    }

    @Test
    void case1TheLastIsStartedFirst() throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.F1)) {
            Rescue rescue = new Rescue(lab).run(journal());

            assertThat(rescue.course().level().number()).isZero();
            assertThat(rescue.actions()).containsExactly("Start", "Await", "Start", "Await", "Verify");
            rescue.assertLossesAreThoseNamed(lab.host("hosta"));
        }
    }

    @Test
    void case1TheFirstToStopHasToBeStartedFirst() throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.F1, BrokerSettings.patient())) {
            Rescue rescue = new Rescue(lab)
                    .policy(policy -> policy.withStartFirst(Rescue.node("hosta")))
                    .run(journal());

            assertThat(rescue.course().level().number()).isZero();
            rescue.assertLossesAreThoseNamed(lab.host("hosta"));
        }
    }

    @Test
    void case1TheWrongOneWaitsAlready() throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.F1, BrokerSettings.patient())) {
            lab.host("hosta").start();
            lab.host("hosta").awaitWaiting();

            Rescue rescue = new Rescue(lab).run(journal());

            assertThat(rescue.course().level().number()).isZero();
            rescue.assertLossesAreThoseNamed(lab.host("hostb"));
        }
    }

    @Test
    void case1TheLastRunsAlready() throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.F1)) {
            lab.host("hostb").start();
            lab.host("hostb").awaitRunning();

            Rescue rescue = new Rescue(lab).run(journal());

            assertThat(rescue.actions()).containsExactly("Start", "Await", "Verify");
            rescue.assertLossesAreThoseNamed(lab.host("hosta"));
        }
    }

    @Test
    void case2AllAreStartedTogether() throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.F2X, BrokerSettings.patient())) {
            Rescue rescue = new Rescue(lab).run(journal());

            assertThat(rescue.actions()).startsWith("StartTogether");
            assertThat(rescue.course().level().number()).isZero();
            rescue.assertLossesAreThoseNamed(lab.host("hosta"));
        }
    }

    @Test
    void case3TheFirstToStopIsLost() throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.F1)) {
            RabbitHost c = lab.add("hostc");
            lab.host("hosta").crash();

            Rescue rescue = new Rescue(lab)
                    .lost("hosta")
                    .declare("hostc", node -> node.withDeclaration(dev.understudy.rabbit.Declaration.SPARE))
                    .run(journal());

            assertThat(rescue.lossIds()).contains("queue=/:ca.q").noneMatch(id -> id.startsWith("unseen="));
            rescue.assertLossesAreThoseNamed(lab.host("hostb"));
            assertThat(c.control("-q", "cluster_status"))
                    .contains("rabbit@hostb")
                    .doesNotContain("rabbit@hosta");
        }
    }

    @Test
    void case4TheLastIsLost() throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.F1)) {
            RabbitHost c = lab.add("hostc");
            lab.host("hostb").crash();

            Rescue rescue = new Rescue(lab)
                    .lost("hostb")
                    .declare("hostc", node -> node.withDeclaration(dev.understudy.rabbit.Declaration.SPARE))
                    .run(journal());

            assertThat(rescue.actions()).contains("ForgetOffline").doesNotContain("ForgetOnline");
            assertThat(rescue.lossIds()).contains("queue=/:cb.q", "queue=/:mm.unsync", "unseen=rabbit@hosta");
            rescue.assertLossesAreThoseNamed(lab.host("hosta"));
            AmqpProbe.Result synchronised = lab.host("hosta").amqp().read("m.q").get("m.q");
            assertThat(synchronised.bodies()).isEqualTo(AmqpProbe.bodies("m.q", 1, 20));
            assertThat(c.control("-q", "cluster_status"))
                    .contains("rabbit@hosta")
                    .doesNotContain("rabbit@hostb");
        }
    }

    @Test
    void case4AfterAPowerLossTheMasterSurvives() throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.F2X)) {
            lab.host("hosta").crash();

            Rescue rescue = new Rescue(lab).lost("hosta").run(journal());

            assertThat(rescue.actions()).contains("ForgetOffline");
            rescue.assertLossesAreThoseNamed(lab.host("hostb"));
        }
    }

    @Test
    void case5OnlyTheFilesOfTheLastAreLeft() throws Exception {
        restored("hostb", "hosta", List.of("ForgetOnline"));
    }

    @Test
    void case5OnlyTheFilesOfTheFirstAreLeft() throws Exception {
        restored("hosta", "hostb", List.of("ForgetOffline"));
    }

    /** Both hosts are gone; a third one is given the name of one and finds its files. */
    private void restored(String name, String other, List<String> forget) throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.F1)) {
            RabbitHost c = lab.add("hostc");
            Path files = lab.host(name).dataDirectory();
            lab.hosts().forEach(RabbitHost::crash);
            lab.boot(c, name, c.disk());

            Rescue rescue = new Rescue(lab)
                    .lost(other)
                    .declare(
                            name,
                            node -> node.withDisk(DataDirectory.inspect(files)).withFilesAt(files.toString()))
                    .run(journal());

            assertThat(rescue.actions()).contains("RestoreFiles").containsAll(forget);
            rescue.assertLossesAreThoseNamed(c);
            assertThat(files).exists();
        }
    }
}
