// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import static dev.understudy.rabbit.Clusters.A;
import static dev.understudy.rabbit.Clusters.B;
import static dev.understudy.rabbit.Clusters.C;
import static dev.understudy.rabbit.QueueKind.CLASSIC;
import static dev.understudy.rabbit.QueueKind.QUORUM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The tutorial's five cases on Mnesia 3.10: A mirrors, B is master. */
class FiveCasesTest {
    /** m.q synchronised on A, mm.q not, ca.q and cb.q on one node each. */
    private static Clusters pair() {
        return Clusters.mnesia("3.10.8", A, B)
                .queue("m.q", CLASSIC, B, List.of(A), A, B)
                .queue("mm.q", CLASSIC, B, List.of(), B)
                .queue("ca.q", CLASSIC, A, List.of(), A)
                .queue("cb.q", CLASSIC, B, List.of(), B);
    }

    @Test
    void case1StartsTheLastOneFirst() {
        assertEquals("start b, await b, start a, await a, verify b", Outline.steps(pair().stopped(A, B)));
        assertEquals("start a, await a, start b, await b, verify a", Outline.steps(pair().stopped(B, A)));
    }

    @Test
    void case1InAnotherOrderIfThePolicyAsksForIt() {
        RecoveryPlan plan = RecoveryPlanner.plan(
                pair().stopped(A, B).snapshot(), RecoveryPolicy.standard().withStartFirst(A));
        assertEquals(
                "start a, start b, await b, await a, verify b",
                Outline.steps(plan.courses().get(0)));
    }

    @Test
    void case1LeavesAloneWhoRunsOrWaits() {
        assertEquals(
                "start b, await b, await a, verify b",
                Outline.steps(pair().stopped(A, B).state(NodeState.WAITING, A)));
        Clusters up = pair();
        assertEquals(
                "verify a",
                Outline.steps(
                        up.running(A, Set.of(A, B), java.util.Map.of()).running(B, Set.of(A, B), java.util.Map.of())));
    }

    @Test
    void case2StartsAllTogether() {
        assertEquals("together ab, await a, await b, verify a", Outline.steps(pair()));
        assertEquals("start b, await a, await b, verify a", Outline.steps(pair().state(NodeState.WAITING, A)));
    }

    @Test
    void case2WithOneLostForgetsOfflineEvenOnB() {
        Clusters cluster = pair().lost(A).spare(C);
        assertEquals(
                "ask, copy b, forget-offline b a !2, start b, await b, start c, await c, join c b !1, verify b",
                Outline.steps(cluster));
        assertEquals(
                Set.of("queue=/:ca.q", "unseen=rabbit@hostb"),
                Outline.losses(Outline.plan(cluster).courses().get(0)));
    }

    @Test
    void case3ForgetsTheFirstOneOnline() {
        Clusters cluster = pair().stopped(A, B).lost(A).spare(C);
        assertEquals(
                "copy b, start b, await b, ask, forget-online b a !2, start c, await c, join c b !1, verify b",
                Outline.steps(cluster));
        assertEquals(
                Set.of("queue=/:ca.q"),
                Outline.losses(Outline.plan(cluster).courses().get(0)));
    }

    @Test
    void case3CostsRedundancyOnlyIfTheLostNodeHadNothingOfItsOwn() {
        Clusters cluster = Clusters.mnesia("3.10.8", A, B)
                .queue("m.q", CLASSIC, B, List.of(A), A, B)
                .stopped(A, B)
                .lost(A);
        assertEquals("start b, await b, ask, forget-online b a !1, verify b", Outline.steps(cluster));
    }

    @Test
    void case3PromotesOfflineWhatAnOnlineForgetWouldDelete() {
        Clusters cluster = Clusters.mnesia("3.10.8", A, B)
                .queue("m.q", CLASSIC, A, List.of(B), A, B)
                .stopped(A, B)
                .lost(A);
        assertEquals("ask, forget-offline b a !1, start b, await b, verify b", Outline.steps(cluster));
    }

    @Test
    void case4ForgetsTheLastOneOfflineAndNamesWhatIsLost() {
        Clusters cluster = pair().stopped(A, B).lost(B).spare(C);
        Course course = Outline.plan(cluster).courses().get(0);
        assertEquals(
                "ask, copy a, forget-offline a b !2, start a, await a, start c, await c, join c a !1, verify a",
                Outline.steps(course));
        assertEquals(
                Set.of("queue=/:cb.q", "queue=/:mm.q", "unseen=rabbit@hosta"), new TreeSet<>(Outline.losses(course)));
        Step verify = course.steps().get(course.steps().size() - 1);
        assertTrue(verify.after()
                .contains(
                        new Condition.QueuesAnswer(A, Set.of(new QueueName("/", "m.q"), new QueueName("/", "ca.q")))));
    }

    @Test
    void case4StopsANodeThatWaits() {
        assertEquals(
                "stop a, ask, copy a, forget-offline a b !2, start a, await a, verify a",
                Outline.steps(pair().stopped(A, B).lost(B).state(NodeState.WAITING, A)));
    }

    @Test
    void case4IsNotForgottenTwice() {
        assertEquals(
                "start a, await a, verify a",
                Outline.steps(pair().stopped(A, B).lost(B).membersAt(A, A).forceLoad(A)));
    }

    @Test
    void case4WithAQuorumQueueUsesTheLostNodesNameBefore312() {
        Clusters cluster = pair().queue("qq.q", QUORUM, B, List.of(A, B), A, B).stopped(A, B);
        assertEquals(
                "ask, copy a, forget-offline a b !2, start a, await a, start b, await b, join b a !2, grow b !1, verify a",
                Outline.steps(cluster.rebuilt(B)));
    }

    @Test
    void case5RestoresTheFilesFirst() {
        assertEquals(
                "ask, restore b, copy b, start b, await b, ask, forget-online b a !2, verify b",
                Outline.steps(pair().stopped(A, B).lost(A).files(B, "/backup/rabbit@hostb")));
        assertEquals(
                "ask, restore a, ask, copy a, forget-offline a b !2, start a, await a, verify a",
                Outline.steps(pair().stopped(A, B).lost(B).files(A, "/backup/rabbit@hosta")));
    }

    @Test
    void neverForcesABoot() {
        for (Clusters cluster :
                List.of(pair().lost(A), pair().lost(B), pair().stopped(A, B).lost(B), pair().stopped(A, B))) {
            for (Course course : Outline.plan(cluster).courses()) {
                assertFalse(course.toString().contains("force_boot"));
            }
        }
    }

    @Test
    void theSameSnapshotGivesTheSamePlan() {
        Clusters cluster = pair().stopped(A, B).lost(B).spare(C);
        assertEquals(Outline.plan(cluster), Outline.plan(cluster));
    }
}
