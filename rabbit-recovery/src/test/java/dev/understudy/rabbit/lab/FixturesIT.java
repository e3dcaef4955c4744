// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The fixtures are the states of the document: who boots alone, and what is there when all are up. */
class FixturesIT {
    private static final Duration GIVES_UP = Duration.ofSeconds(90);
    private static final Duration LEADERS = Duration.ofSeconds(60);
    /** Started together on a busy machine, nodes see each other seconds apart. */
    private static final BrokerSettings TOGETHER =
            BrokerSettings.quick().tableWait(10_000, 3).leaderWaitMillis(30_000);

    @BeforeAll
    static void require() {
        RabbitVersion.V3_10_8.require();
    }

    @Test
    void cleanOrder() {
        try (RabbitLab lab = RabbitLab.of(Fixture.F1)) {
            assertGivesUp(lab.host("hosta"));
            assertBoots(lab.host("hostb"));
            assertBoots(lab.host("hosta"));
            assertThat(lab.host("hosta").control("-q", "list_users")).contains("lateuser");
            assertThat(lab.published().get("m.q")).hasSize(30);
            assertThat(lab.published().get("cb.q")).hasSize(30);
            assertAllThere(lab, "hosta", "tr.q");
        }
    }

    @Test
    void powerLoss() {
        try (RabbitLab lab = RabbitLab.of(Fixture.F2X)) {
            assertGivesUp(lab.host("hosta"));
            assertGivesUp(lab.host("hostb"));
        }
        try (RabbitLab lab = RabbitLab.of(Fixture.F2X, TOGETHER)) {
            assertAllBootTogether(lab);
            assertAllThere(lab, "hostb", "tr.q");
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
    void cleanOrderOfThree() {
        try (RabbitLab lab = RabbitLab.of(Fixture.T1)) {
            lab.host("hosta").start();
            lab.host("hostb").start();
            assertFails(lab.host("hosta"));
            assertFails(lab.host("hostb"));
            assertBoots(lab.host("hostc"));
            assertThat(read(lab.host("hostc"), "m.q")).isEqualTo(AmqpProbe.bodies("m.q", 1, 30));
        }
    }

    @Test
    void powerLossOfThree() {
        try (RabbitLab lab = RabbitLab.of(Fixture.T2)) {
            lab.host("hostb").start();
            lab.host("hostc").start();
            assertFails(lab.host("hostb"));
            assertFails(lab.host("hostc"));
        }
        try (RabbitLab lab = RabbitLab.of(Fixture.T2, TOGETHER)) {
            assertAllBootTogether(lab);
            assertAllThere(lab, "hosta");
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
        try (RabbitLab lab = RabbitLab.of(Fixture.K2X, TOGETHER)) {
            assertAllBootTogether(lab);
            RabbitHost a = lab.host("hosta");
            assertThat(a.control("-q", "list_feature_flags")).containsPattern("khepri_db\\s+enabled");
            assertThat(a.control("-q", "cluster_status")).contains("rabbit@hosta", "rabbit@hostb");
            assertAllThere(lab, "hostb");
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

    private static void assertAllBootTogether(RabbitLab lab) {
        lab.hosts().forEach(RabbitHost::start);
        lab.hosts().forEach(RabbitHost::awaitRunning);
        assertThat(lab.hosts()).allMatch(RabbitHost::isUp);
    }

    /** All that was confirmed but what a restart takes; quorum queues and streams need a moment to find a leader. */
    private static void assertAllThere(RabbitLab lab, String through, String... gone) {
        Map<String, List<String>> expected = new TreeMap<>(lab.published());
        expected.keySet().removeAll(Arrays.asList(gone));
        assertThat(expected).isNotEmpty();
        Map<String, List<String>> found = new TreeMap<>();
        for (String queue : expected.keySet()) {
            found.put(queue, awaitReadable(lab.host(through), queue));
        }
        assertThat(found).isEqualTo(expected);
    }

    private static List<String> awaitReadable(RabbitHost host, String queue) {
        List<AmqpProbe.Result> results = new ArrayList<>();
        try {
            await(queue)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(500))
                    .atMost(LEADERS)
                    .until(() -> results.add(host.amqp().read(queue).get(queue))
                            && last(results).isComplete());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(queue + ": " + last(results) + host.log(), e);
        }
        return last(results).bodies();
    }

    private static AmqpProbe.Result last(List<AmqpProbe.Result> results) {
        return results.get(results.size() - 1);
    }

    private static List<String> read(RabbitHost host, String queue) {
        AmqpProbe.Result result = host.amqp().read(queue).get(queue);
        assertThat(result.failure()).isEmpty();
        return result.bodies();
    }
}
