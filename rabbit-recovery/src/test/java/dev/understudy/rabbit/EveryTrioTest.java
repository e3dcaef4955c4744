// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import static dev.understudy.rabbit.Clusters.A;
import static dev.understudy.rabbit.Clusters.B;
import static dev.understudy.rabbit.Clusters.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds for every plan, over three nodes in all combinations of state, declaration and evidence. */
class EveryTrioTest {
    private static final List<String> KINDS =
            List.of("stopped", "waiting", "paused", "running", "away", "blind", "lost", "rebuilt", "files", "forced");

    @Test
    void everyPlanKeepsTheRules() {
        int plans = 0;
        for (int code = 0; code < 1000; code++) {
            List<String> kinds = List.of(KINDS.get(code % 10), KINDS.get(code / 10 % 10), KINDS.get(code / 100));
            for (int order = 0; order < 3; order++) {
                for (boolean khepri : new boolean[] {false, true}) {
                    for (Optional<NodeName> winner : List.of(Optional.<NodeName>empty(), Optional.of(B))) {
                        check(kinds + " " + order + khepri + winner, cluster(kinds, order, khepri), winner);
                        plans++;
                    }
                }
            }
        }
        assertEquals(12_000, plans);
    }

    private static Clusters cluster(List<String> kinds, int order, boolean khepri) {
        List<NodeName> nodes = List.of(A, B, C);
        Clusters cluster = khepri ? Clusters.khepri("4.0.5", A, B, C) : Clusters.mnesia("3.10.8", A, B, C);
        cluster.queue("m", QueueKind.CLASSIC, C, List.of(A, B), A, B, C);
        cluster.queue("qq", QueueKind.QUORUM, C, List.of(A, B, C), A, B, C);
        nodes.forEach(node -> cluster.queue("own." + node.host(), QueueKind.CLASSIC, node, List.of(), node));
        if (order == 1) {
            cluster.stopped(A, B, C);
        } else if (order == 2) {
            cluster.saw(A, B).saw(A, C).saw(B, A).saw(B, C);
        }
        for (int i = 0; i < 3; i++) {
            NodeName node = nodes.get(i);
            switch (kinds.get(i)) {
                case "waiting" -> cluster.state(NodeState.WAITING, node);
                case "paused" -> cluster.state(NodeState.APP_STOPPED, node);
                case "running" -> cluster.running(node, Set.of(A, B, C), java.util.Map.of());
                case "away" -> cluster.state(NodeState.UNREACHABLE, node);
                case "blind" -> cluster.blind(node);
                case "lost" -> cluster.lost(node);
                case "rebuilt" -> cluster.rebuilt(node);
                case "files" -> cluster.files(node, "/backup/" + node);
                case "forced" -> cluster.forceLoad(node);
                default -> {}
            }
        }
        return cluster;
    }

    private static void check(String what, Clusters cluster, Optional<NodeName> winner) {
        RecoveryPolicy policy =
                winner.map(RecoveryPolicy.standard()::withWinner).orElse(RecoveryPolicy.standard());
        RecoveryPlan plan = RecoveryPlanner.plan(cluster.snapshot(), policy);
        for (Course course : plan.courses()) {
            Set<NodeName> copied = new TreeSet<>();
            List<Condition> held = new ArrayList<>();
            Set<String> ids = new TreeSet<>();
            for (Step step : course.steps()) {
                String where = what + " " + course.id() + " " + step;
                if (step.action() instanceof Action.CopyData copy) {
                    copied.add(copy.node());
                }
                if (step.action() instanceof Action.ForgetOffline forget && step.level() != ConsentLevel.REDUNDANCY) {
                    assertTrue(copied.contains(forget.at()), where);
                }
                if (step.action() instanceof Action.ForgetOffline || step.action() instanceof Action.ForgetOnline) {
                    assertTrue(held.stream().anyMatch(Condition.Confirmed.class::isInstance), where);
                }
                if (step.action() instanceof Action.Wipe wipe) {
                    assertTrue(copied.contains(wipe.node()), where);
                }
                assertTrue(step.losses().isEmpty() || step.level().compareTo(ConsentLevel.DATA) >= 0, where);
                step.losses().forEach(loss -> assertTrue(ids.add(loss.id()), where));
                held.addAll(step.after());
            }
            assertTrue(
                    course.steps().get(course.steps().size() - 1).action() instanceof Action.Verify,
                    what + course.id());
            Set<String> subjects = new TreeSet<>(ids);
            subjects.removeIf(
                    id -> !subjects.contains("queue" + id.substring(id.indexOf('='))) || id.startsWith("queue"));
            assertTrue(subjects.isEmpty(), what + " " + course.id() + " lost in two ways: " + ids);
        }
    }
}
