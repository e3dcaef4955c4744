// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import static dev.understudy.rabbit.Clusters.A;
import static dev.understudy.rabbit.Clusters.B;
import static dev.understudy.rabbit.Clusters.C;
import static dev.understudy.rabbit.Clusters.D;
import static dev.understudy.rabbit.QueueKind.CLASSIC;
import static dev.understudy.rabbit.QueueKind.QUORUM;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Three nodes, quorum queues, partitions, markers and Khepri. */
class OtherPlansTest {
    private static Clusters three() {
        return Clusters.mnesia("3.10.8", A, B, C).stopped(A, B, C);
    }

    @Test
    void threeStartFromTheLast() {
        assertEquals("start c, await c, start a, await a, start b, await b, verify c", Outline.steps(three()));
    }

    /** The disc nodes saw it stay: it is the newest, though it has nothing on disc. */
    @Test
    void aRamNodeThatRunsIsJoined() {
        Clusters cluster = Clusters.mnesia("3.10.8", A, B).ram(B).running(B, Set.of(A, B), Map.of());
        assertEquals("start a, await a, verify b", Outline.steps(cluster));
    }

    @Test
    void threeWithTheLastOneLostLeaveAChoice() {
        Clusters cluster = three().queueAt(A, "m.q", CLASSIC, C, List.of(A, B), true, OptionalLong.of(20))
                .queueAt(B, "m.q", CLASSIC, C, List.of(A, B), true, OptionalLong.of(25))
                .queue("ca.q", CLASSIC, A, List.of(), A)
                .lost(C);
        RecoveryPlan plan = Outline.plan(cluster);
        assertEquals(List.of("keep-replicas", "keep-newest"), Outline.ids(plan));
        Course replicas = Outline.course(plan, "keep-replicas");
        assertEquals(
                "ask, copy b, forget-offline b c !2, start b, await b, start a, await a, verify b",
                Outline.steps(replicas));
        assertEquals(Set.of("stale=/:m.q", "unseen=rabbit@hostb"), Outline.losses(replicas));
        Course newest = Outline.course(plan, "keep-newest");
        assertEquals(
                "ask, copy b, forget-offline b c !2, forget-offline b a !2, start b, await b, copy a, wipe a !2, start a, await a,"
                        + " join a b !1, verify b",
                Outline.steps(newest));
        assertEquals(Set.of("queue=/:ca.q", "disk=rabbit@hosta", "unseen=rabbit@hostb"), Outline.losses(newest));
    }

    @Test
    void quorumQueuesWithAMajorityAreShrunkAndGrown() {
        Clusters cluster =
                three().queue("qq.q", QUORUM, C, List.of(A, B, C), A, B, C).spare(D);
        assertEquals(
                "ask, copy b, forget-offline b c !2, start b, await b, start a, await a, shrink c !1, start d, await d, join d b !1,"
                        + " grow d !1, verify b",
                Outline.steps(cluster.lost(C)));
    }

    @Test
    void quorumQueuesWithoutAMajorityDependOnTheVersion() {
        assertEquals(
                "start b, await b, ask, forget-online b a !1, force-shrink b !3, verify b",
                Outline.steps(quorumPair("3.12.0").lost(A)));
        RecoveryPlan old = Outline.plan(quorumPair("3.10.8").lost(A));
        assertEquals(List.of("forget-online", "forget-online-delete-queues"), Outline.ids(old));
        assertEquals(Set.of("unavailable=/:qq.q"), Outline.losses(old.courses().get(0)));
        assertEquals(Set.of("queue=/:qq.q"), Outline.losses(old.courses().get(1)));
        assertEquals(
                "start b, await b, ask, forget-online b a !1, delete qq.q !3, verify b",
                Outline.steps(old.courses().get(1)));
    }

    private static Clusters quorumPair(String version) {
        return Clusters.mnesia(version, A, B)
                .queue("qq.q", QUORUM, B, List.of(A, B), A, B)
                .stopped(A, B);
    }

    @Test
    void twoWhoWereLastNeedAWinner() {
        Clusters cluster = Clusters.mnesia("3.10.8", A, B)
                .queue("m.q", CLASSIC, B, List.of(A), A, B)
                .saw(A, B)
                .saw(B, A);
        assertEquals("refused [SEVERAL_LAST]", Outline.steps(cluster));
        RecoveryPlan plan = RecoveryPlanner.plan(
                cluster.snapshot(), RecoveryPolicy.standard().withWinner(B));
        assertEquals(
                "start b, await b, copy a, start a !2, await a, verify b",
                Outline.steps(plan.courses().get(0)));
        assertEquals(
                Set.of("stale=/:m.q", "unseen=rabbit@hostb"),
                Outline.losses(plan.courses().get(0)));
    }

    @Test
    void aLivePartitionNeedsAWinner() {
        Map<NodeName, Set<NodeName>> parted = Map.of(A, Set.of(B));
        Clusters cluster =
                Clusters.mnesia("3.10.8", A, B).running(A, Set.of(A, B), parted).running(B, Set.of(A, B), parted);
        assertEquals("refused [SEVERAL_LAST]", Outline.steps(cluster));
        RecoveryPlan plan = RecoveryPlanner.plan(
                cluster.snapshot(), RecoveryPolicy.standard().withWinner(B));
        assertEquals("restart a !2, verify b", Outline.steps(plan.courses().get(0)));
    }

    @Test
    void allLosersStopBeforeTheFirstStartsAgain() {
        Map<NodeName, Set<NodeName>> parted = Map.of(B, Set.of(A, C));
        Set<NodeName> all = Set.of(A, B, C);
        Clusters cluster = Clusters.mnesia("3.10.8", A, B, C)
                .running(A, all, Map.of(A, Set.of(B)))
                .running(B, all, parted)
                .running(C, all, Map.of(C, Set.of(B)));
        RecoveryPlan plan = RecoveryPlanner.plan(
                cluster.snapshot(), RecoveryPolicy.standard().withWinner(B));
        assertEquals(
                "stop a, stop c, copy a, start a !2, await a, copy c, start c !2, await c, verify b",
                Outline.steps(plan.courses().get(0)));
    }

    @Test
    void aPausedNodeIsStoppedAndForgetsOffline() {
        assertEquals(
                "stop b, ask, forget-offline b a !1, start b, await b, verify b",
                Outline.steps(Clusters.mnesia("3.10.8", A, B)
                        .stopped(A, B)
                        .lost(A)
                        .state(NodeState.APP_STOPPED, B)
                        .handling(PartitionHandling.PAUSE_MINORITY)));
    }

    @Test
    void obstaclesAreRemovedFirst() {
        Clusters pair = Clusters.mnesia("3.10.8", A, B).stopped(A, B);
        assertEquals(
                "remove a force_load, start b, await b, start a, await a, verify b", Outline.steps(pair.forceLoad(A)));
        assertEquals(
                "remove b nodes_running_at_shutdown, chown b, start b, await b, start a, await a, verify b",
                Outline.steps(Clusters.mnesia("3.10.8", A, B)
                        .stopped(A, B)
                        .finding(B, Finding.Code.RUNNING_UNREADABLE)
                        .finding(B, Finding.Code.FOREIGN_OWNER)));
    }

    @Test
    void missingEvidenceMattersOnlyIfSomebodyIsLost() {
        assertEquals(
                "together ab, await a, await b, verify a",
                Outline.steps(Clusters.mnesia("3.10.8", A, B).stopped(A, B).blind(A)));
        assertEquals(
                "refused [EVIDENCE_MISSING]", Outline.steps(three().blind(A).lost(C)));
    }

    @Test
    void khepriStartsAMajorityTogether() {
        assertEquals("together ab, await a, await b, verify a", Outline.steps(Clusters.khepri("4.0.5", A, B)));
        assertEquals(
                "copy a, together ab, await a, await b, ask, forget-online a c !2, verify a",
                Outline.steps(Clusters.khepri("4.0.5", A, B, C).lost(C)));
    }

    @Test
    void khepriWithoutAMajorityMakesOneNodeTheWhole() {
        RecoveryPlan plan = Outline.plan(Clusters.khepri("4.0.5", A, B)
                .queue("qq.q", QUORUM, B, List.of(A, B), A, B)
                .queue("cb.q", CLASSIC, B, List.of(), B)
                .lost(B)
                .spare(C));
        assertEquals(
                "ask, copy a, start a, standalone a !3, await a, force-shrink a !3, start c, await c, join c a !1, grow c !1, verify a",
                Outline.steps(plan.courses().get(0)));
        assertEquals(
                Set.of("split=rabbit@hostb", "unavailable=/:cb.q", "unseen=rabbit@hostb"),
                Outline.losses(plan.courses().get(0)));
        assertEquals(List.of("standalone", "standalone-delete-queues"), Outline.ids(plan));
    }
}
