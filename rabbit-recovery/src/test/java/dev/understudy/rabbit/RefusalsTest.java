// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import static dev.understudy.rabbit.Clusters.A;
import static dev.understudy.rabbit.Clusters.B;
import static dev.understudy.rabbit.Clusters.C;
import static dev.understudy.rabbit.Clusters.D;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What no consent can make right. */
class RefusalsTest {
    private static Clusters pair() {
        return Clusters.mnesia("3.10.8", A, B).stopped(A, B);
    }

    private static void refused(Refusal.Code code, Clusters cluster) {
        assertEquals(Set.of(code), Outline.codes(Outline.plan(cluster)));
    }

    @Test
    void aLostNodeThatAnswers() {
        refused(Refusal.Code.LOST_BUT_ANSWERS, pair().lost(B).state(NodeState.WAITING, B));
    }

    @Test
    void aLostNodeThatAnotherSeesRunning() {
        Clusters cluster = pair().running(A, Set.of(A, B), Map.of()).lost(B).state(NodeState.UNREACHABLE, B);
        refused(Refusal.Code.LOST_BUT_ANSWERS, cluster);
    }

    @Test
    void aSpareThatHasQueuesOrIsInACluster() {
        refused(
                Refusal.Code.POLICY,
                pair().lost(A)
                        .spare(C)
                        .queueAt(C, "precious", QueueKind.CLASSIC, C, List.of(), true, OptionalLong.of(7))
                        .running(C, Set.of(C), Map.of()));
        refused(Refusal.Code.POLICY, pair().lost(A).spare(C).running(C, Set.of(C, D), Map.of()));
        assertEquals(
                Set.of(), Outline.codes(Outline.plan(pair().lost(A).spare(C).running(C, Set.of(C), Map.of()))));
    }

    @Test
    void nothingLeft() {
        refused(Refusal.Code.NOTHING_LEFT, pair().lost(A, B));
    }

    @Test
    void ramNodeAlone() {
        refused(Refusal.Code.RAM_ONLY, pair().ram(A).lost(B));
    }

    @Test
    void tooOldToPromote() {
        refused(
                Refusal.Code.VERSION_TOO_OLD,
                Clusters.mnesia("3.4.1", A, B).stopped(A, B).lost(B));
    }

    @Test
    void bothForced() {
        refused(Refusal.Code.BOTH_FORCED, pair().forceLoad(A).forceLoad(B));
    }

    @Test
    void bothForgotEachOther() {
        refused(Refusal.Code.BOTH_FORCED, pair().membersAt(A, A).membersAt(B, B));
    }

    @Test
    void oneForgotTheOther() {
        refused(Refusal.Code.MEMBERS_DISAGREE, pair().membersAt(B, B));
    }

    @Test
    void filesOfAnotherName() {
        refused(Refusal.Code.NAME_MISMATCH, pair().finding(B, Finding.Code.NAME_MISMATCH));
    }

    @Test
    void aSchemaThatIsMissing() {
        refused(Refusal.Code.EVIDENCE_MISSING, pair().finding(B, Finding.Code.SCHEMA_MISSING));
    }

    @Test
    void aMemberNobodySpeaksOf() {
        refused(Refusal.Code.EVIDENCE_MISSING, pair().membersAt(B, A, B, C));
    }

    @Test
    void theLastOneIsNotReached() {
        refused(Refusal.Code.EVIDENCE_MISSING, pair().state(NodeState.UNREACHABLE, B));
    }

    @Test
    void filesOfAnotherRelease() {
        ClusterSnapshot snapshot = pair().snapshot()
                .with(A, node -> node.withVersion(RabbitVersion.parse("4.0.5")))
                .with(B, node -> node.withVersion(RabbitVersion.parse("4.0.5")));
        assertEquals(
                Set.of(Refusal.Code.MISMATCH),
                Outline.codes(RecoveryPlanner.plan(snapshot, RecoveryPolicy.standard())));
    }

    @Test
    void mnesiaWhereItIsGone() {
        refused(
                Refusal.Code.MISMATCH,
                Clusters.mnesia("4.3.0", A, B).stopped(A, B).lost(B));
        assertEquals(
                Set.of(),
                Outline.codes(Outline.plan(
                        Clusters.mnesia("4.2.9", A, B).stopped(A, B).lost(B))));
    }

    @Test
    void pathsThatDoNotBeginAtTheRoot() {
        refused(Refusal.Code.POLICY, pair().lost(A).files(B, "backup/rabbit@hostb"));
        refused(Refusal.Code.POLICY, pair().lost(A).files(B, "/backup/\0"));
        ClusterSnapshot snapshot = pair().snapshot()
                .with(
                        B,
                        node -> node.withInstallation(
                                new Installation("mnesia", "start", "stop", "rabbitmqctl", "rabbitmq")));
        assertEquals(
                Set.of(Refusal.Code.POLICY), Outline.codes(RecoveryPlanner.plan(snapshot, RecoveryPolicy.standard())));
    }

    @Test
    void aWinnerThatIsLost() {
        assertEquals(
                Set.of(Refusal.Code.POLICY),
                Outline.codes(RecoveryPlanner.plan(
                        pair().lost(B).snapshot(), RecoveryPolicy.standard().withWinner(B))));
    }
}
