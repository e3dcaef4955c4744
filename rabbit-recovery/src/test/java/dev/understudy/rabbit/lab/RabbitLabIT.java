// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.Lab;
import dev.understudy.rabbit.host.HostOutput;
import dev.understudy.rabbit.host.NodeAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lab itself: brokers come and go as told, by tests and by production code, and nothing is left. */
class RabbitLabIT {
    private static final Duration GIVES_UP = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @BeforeAll
    static void require() {
        RabbitVersion.V3_10_8.require();
    }

    @Test
    void powerLossLeavesNoProcessAndTheHostRunning() {
        try (RabbitLab lab = RabbitLab.open(RabbitVersion.V3_10_8, BrokerSettings.quick(), "hosta", "hostb")) {
            RabbitHost a = lab.host("hosta");
            RabbitHost b = lab.host("hostb");
            lab.cluster(a, b);
            assertThat(a.brokerPids()).isNotEmpty();

            lab.powerLoss(a, b);

            assertThat(a.isUp()).isFalse();
            assertThat(a.machine().pids("beam.smp")).isEmpty();
            assertThat(b.machine().pids("beam.smp")).isEmpty();
            assertThat(a.machine().succeeds("true")).isTrue();
            assertThat(a.dataDirectory().resolve("nodes_running_at_shutdown"))
                    .content()
                    .contains("rabbit@hosta", "rabbit@hostb");
        }
    }

    @Test
    void closeLeavesNothing() {
        Path directory;
        List<Long> brokers;
        try (RabbitLab lab = RabbitLab.open(RabbitVersion.V3_10_8, BrokerSettings.quick(), "hosta")) {
            RabbitHost a = lab.host("hosta");
            a.start();
            a.awaitRunning();
            a.amqp().declare(AmqpProbe.Kind.CLASSIC, "m.q");
            brokers = a.brokerPids();
            directory = a.disk().directory();
            assertThat(brokers).hasSizeGreaterThan(1);
        }
        assertThat(Lab.processes()).isEmpty();
        assertThat(brokers).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        assertThat(directory.getParent()).doesNotExist();
    }

    @Test
    void productionCodeStartsAsksAndStopsTheBroker() throws Exception {
        try (RabbitLab lab = RabbitLab.of(Fixture.F1)) {
            RabbitHost b = lab.host("hostb");
            NodeAccess access = b.access();
            assertThat(access.installation().directoryOf(access.node()))
                    .isEqualTo("/var/lib/rabbitmq/mnesia/rabbit@hostb");

            run(access, access.installation().startCommand());
            b.awaitRunning();
            HostOutput users = run(access, access.installation().ctl() + " -q list_users");
            assertThat(users.out()).contains("lateuser");
            run(access, access.installation().startCommand());
            assertThat(b.isUp()).isTrue();

            run(access, access.installation().stopCommand());
            assertThat(b.isUp()).isFalse();
            assertThat(b.machine().pids("beam.smp")).isEmpty();
            run(access, access.installation().stopCommand());
        }
    }

    @Test
    void anotherHostTakesTheNameAndTheDiskOfALostOne() {
        try (RabbitLab lab = RabbitLab.of(Fixture.F1)) {
            RabbitHost b = lab.host("hostb");
            RabbitHost c = lab.add("hostc");
            b.crash();
            c.crash();

            lab.boot(c, "hostb", b.disk());

            assertThat(c.machine().run("hostname").strip()).isEqualTo("hostb");
            c.start();
            c.awaitRunning();
            assertThat(c.node()).isEqualTo("rabbit@hostb");
            assertThat(c.amqp().read("cb.q").get("cb.q").bodies())
                    .isEqualTo(lab.published().get("cb.q"));
            lab.host("hosta").start();
            lab.host("hosta").awaitRunning();
            assertThat(c.control("-q", "cluster_status")).contains("rabbit@hosta");
        }
    }

    @Test
    void aBlankHostOfTheSameNameHasNothing() {
        try (RabbitLab lab = RabbitLab.of(Fixture.F1)) {
            RabbitHost b = lab.host("hostb");
            b.crash();
            b.bootBlank();
            b.start();
            b.awaitRunning();
            assertThat(b.control("-q", "list_queues", "--no-table-headers")).isBlank();
        }
    }

    @Test
    void filesOfRootStopTheBrokerOfAnotherUser() {
        try (RabbitLab lab = RabbitLab.of(Fixture.F1, BrokerSettings.quick().user("rabbitmq"))) {
            RabbitHost b = lab.host("hostb");
            b.start();
            b.awaitRunning();
            b.stop();
            b.machine().run("chown", "-R", "root:", "/var/lib/rabbitmq/mnesia/rabbit@hostb");
            b.start();
            assertThat(b.awaitEnd(GIVES_UP)).contains("eacces");
        }
    }

    private static HostOutput run(NodeAccess access, String line) throws InterruptedException {
        HostOutput output = access.shell().run(line, LIMIT);
        assertThat(output.end()).as(output.toString()).isEqualTo(HostOutput.End.EXITED);
        assertThat(output.status()).as(output.toString()).isZero();
        return output;
    }
}
