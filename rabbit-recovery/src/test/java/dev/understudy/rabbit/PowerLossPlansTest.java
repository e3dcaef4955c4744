// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import static dev.understudy.rabbit.Clusters.A;
import static dev.understudy.rabbit.Clusters.B;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What had not reached all disks when all nodes lost their power. */
class PowerLossPlansTest {
    private static final QueueName EVEN = new QueueName("/", "even.q");
    private static final QueueName UNEVEN = new QueueName("/", "uneven.q");
    private static final QueueName QUORUM = new QueueName("/", "qq.q");

    private final Clusters clusters = Clusters.mnesia("3.10.8", A, B)
            .queue("even.q", QueueKind.CLASSIC, A, List.of(), A)
            .queue("qq.q", QueueKind.QUORUM, A, List.of(A, B), A, B);

    @Test
    void aQueueThatOneDiskDoesNotHaveIsNamedAndNotExpected() {
        clusters.queueAt(B, "uneven.q", QueueKind.CLASSIC, B, List.of(), true, OptionalLong.of(1));
        RecoveryPlan plan = RecoveryPlanner.plan(clusters.snapshot(), RecoveryPolicy.standard());

        assertThat(plan.warnings())
                .singleElement()
                .asString()
                .contains("/:uneven.q", "whichever loads its tables first")
                .doesNotContain("/:even.q");
        assertThat(expected(plan)).contains(EVEN, QUORUM).doesNotContain(UNEVEN);
    }

    @Test
    void aRaftMemberThatWasNotEnteredIsWarnedOf() {
        clusters.finding(B, Finding.Code.RAFT_MEMBER_NOT_ENTERED);
        RecoveryPlan plan = RecoveryPlanner.plan(clusters.snapshot(), RecoveryPolicy.standard());

        assertThat(plan.warnings())
                .filteredOn(warning -> warning.startsWith("Raft members"))
                .singleElement()
                .asString()
                .contains("/:qq.q")
                .doesNotContain("/:even.q");
    }

    @Test
    void nothingIsSaidWhereTheDisksAgree() {
        RecoveryPlan plan = RecoveryPlanner.plan(clusters.snapshot(), RecoveryPolicy.standard());

        assertThat(plan.warnings()).isEmpty();
        assertThat(expected(plan)).contains(EVEN, QUORUM);
    }

    /** Who stopped earlier need not know what the last one declared. */
    @Test
    void theLastOneDecidesAlone() {
        clusters.stopped(A, B).queueAt(B, "uneven.q", QueueKind.CLASSIC, B, List.of(), true, OptionalLong.of(1));
        RecoveryPlan plan = RecoveryPlanner.plan(clusters.snapshot(), RecoveryPolicy.standard());

        assertThat(plan.warnings()).isEmpty();
        assertThat(expected(plan)).contains(UNEVEN);
    }

    private static List<QueueName> expected(RecoveryPlan plan) {
        return plan.courses().get(0).steps().stream()
                .flatMap(step -> step.after().stream())
                .filter(Condition.QueuesExist.class::isInstance)
                .map(Condition.QueuesExist.class::cast)
                .flatMap(condition -> condition.queues().stream())
                .toList();
    }
}
