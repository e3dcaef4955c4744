// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import static dev.understudy.rabbit.model.Fixtures.A;
import static dev.understudy.rabbit.model.Fixtures.B;
import static dev.understudy.rabbit.model.Fixtures.C;
import static dev.understudy.rabbit.model.Fixtures.D;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.ConsentLevel;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.Loss;
import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueName;
import dev.understudy.rabbit.RabbitVersion;
import dev.understudy.rabbit.RecoveryPlan;
import dev.understudy.rabbit.RecoveryPlanner;
import dev.understudy.rabbit.RecoveryPolicy;
import dev.understudy.rabbit.model.History.Kinds;
import dev.understudy.rabbit.model.History.Leaving;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every way in which clusters of two and three come to a stop, whoever is declared lost or out of reach: there is a refusal with a reason, or
 * every way that the plan offers ends on the model where it says, and loses nothing that it does not name.
 */
class PlannerEnumerationTest {
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void everyWayOfEveryPlanEndsWhereItSays() {
        for (List<NodeName> nodes : List.of(List.of(A, B), List.of(A, B, C))) {
            for (Era era : Era.values()) {
                for (Kinds kinds : Kinds.values()) {
                    if (kinds != Kinds.MIRRORED || era.mirrors()) {
                        histories(nodes, era, kinds);
                    }
                }
            }
        }
        assertThat(wrong).as(wrong.size() + " of " + counts).isEmpty();
        assertThat(counts).isEqualTo(Map.of("plans", 25_396, "refused", 8_071, "ways", 18_863));
    }

    /** Versions that the decision table tells apart. */
    private enum Era {
        NO_FORCED_SHRINK("3.10.8", MetadataStore.MNESIA),
        FORCED_SHRINK("3.13.7", MetadataStore.MNESIA),
        NO_MIRRORS("4.0.5", MetadataStore.MNESIA),
        KHEPRI("4.0.5", MetadataStore.KHEPRI);

        private final RabbitVersion version;
        private final MetadataStore store;

        Era(String version, MetadataStore store) {
            this.version = RabbitVersion.parse(version);
            this.store = store;
        }

        boolean mirrors() {
            return VersionRules.mirrors(version);
        }
    }

    private void histories(List<NodeName> nodes, Era era, Kinds kinds) {
        for (List<Leaving> leaving : leavings(nodes)) {
            for (boolean power : new boolean[] {false, true}) {
                if (power && leaving.size() == nodes.size()) {
                    continue;
                }
                declarations(History.of(era.version, era.store, nodes, kinds, leaving, power), nodes, leaving, power);
            }
        }
    }

    /** Nobody, one, two ... in every order, each stopped or killed. */
    private static List<List<Leaving>> leavings(List<NodeName> nodes) {
        List<List<Leaving>> all = new ArrayList<>();
        all.add(List.of());
        for (int i = 0; i < all.size(); i++) {
            List<Leaving> begun = all.get(i);
            Set<NodeName> gone = new TreeSet<>();
            begun.forEach(one -> gone.add(one.node()));
            for (NodeName node : nodes) {
                for (boolean killed : new boolean[] {false, true}) {
                    if (!gone.contains(node)) {
                        List<Leaving> longer = new ArrayList<>(begun);
                        longer.add(new Leaving(node, killed));
                        all.add(longer);
                    }
                }
            }
        }
        return all;
    }

    /** Each node that is down may be there, out of reach, or lost; one at least is there. */
    private void declarations(History history, List<NodeName> nodes, List<Leaving> leaving, boolean power) {
        List<NodeName> down = nodes.stream()
                .filter(node ->
                        power || leaving.stream().anyMatch(one -> one.node().equals(node)))
                .toList();
        int combinations = (int) Math.pow(3, down.size());
        for (int code = 0; code < combinations; code++) {
            Set<NodeName> lost = new TreeSet<>();
            Set<NodeName> away = new TreeSet<>();
            int rest = code;
            for (NodeName node : down) {
                (rest % 3 == 1 ? lost : rest % 3 == 2 ? away : new TreeSet<NodeName>()).add(node);
                rest /= 3;
            }
            if (lost.size() + away.size() < nodes.size()) {
                check(history, nodes, lost, away);
            }
        }
    }

    private void check(History history, List<NodeName> nodes, Set<NodeName> lost, Set<NodeName> away) {
        VirtualCluster cluster = history.cluster().copy();
        lost.forEach(cluster::lose);
        Set<NodeName> spares = lost.isEmpty() ? Set.of() : Set.of(D);
        spares.forEach(spare -> cluster.host(spare, cluster.node(A).installed));
        RecoveryPlan plan =
                RecoveryPlanner.plan(new ModelObserver(cluster).look(away, lost, spares), RecoveryPolicy.standard());
        String what = history.text() + ", lost " + lost + ", away " + away;
        count("plans");
        if (plan.courses().isEmpty()) {
            count("refused");
            if (plan.refusals().isEmpty()) {
                wrong.add(what + ": neither a way nor a refusal");
            }
            if (lost.isEmpty() && away.isEmpty()) {
                wrong.add(what + ": refused though all nodes are there: " + plan.refusals());
            }
        }
        for (Course course : plan.courses()) {
            count("ways");
            VirtualCluster copy = cluster.copy();
            away.forEach(node -> copy.node(node).vm = Vm.DEAD);
            new ModelExecutor(copy)
                    .run(course)
                    .or(() -> new Losses(history, copy, course, lost, away).unnamed())
                    .ifPresent(why -> wrong.add(what + ": " + course.id() + ": " + why));
            if (course.steps().stream()
                    .anyMatch(step -> step.commands().toString().contains("force_boot"))) {
                wrong.add(what + ": " + course.id() + " forces a boot");
            }
        }
        if (!plan.courses().isEmpty()) {
            notHigherThanNeeded(cluster, nodes, lost, away, plan.courses().get(0))
                    .ifPresent(why -> wrong.add(what + ": " + why));
        }
    }

    /** Where starting those that are there is enough, nothing is risked. */
    private Optional<String> notHigherThanNeeded(
            VirtualCluster cluster, List<NodeName> nodes, Set<NodeName> lost, Set<NodeName> away, Course course) {
        VirtualCluster tried = cluster.copy();
        away.forEach(node -> tried.node(node).vm = Vm.DEAD);
        List<NodeName> here = nodes.stream()
                .filter(node -> !lost.contains(node) && !away.contains(node))
                .toList();
        tried.start(here.toArray(NodeName[]::new));
        boolean enough = here.stream().map(tried::node).allMatch(node -> node.running() && tried.state.writable(node));
        if (enough && lost.isEmpty() && course.level() != ConsentLevel.SAFE) {
            return Optional.of(course.id() + " has level " + course.level() + ", a start is enough");
        }
        boolean forces = course.steps().stream().anyMatch(step -> step.action() instanceof Action.ForceStandalone);
        return enough && forces ? Optional.of(course.id() + " forces where a majority is there") : Optional.empty();
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** What a course took away, against what it named. */
    private record Losses(
            History history, VirtualCluster cluster, Course course, Set<NodeName> lost, Set<NodeName> away) {
        Optional<String> unnamed() {
            NodeName at = course.steps().stream()
                    .map(step -> step.action())
                    .filter(Action.Verify.class::isInstance)
                    .map(action -> ((Action.Verify) action).at())
                    .findFirst()
                    .orElseThrow();
            for (Map.Entry<QueueName, SortedSet<Integer>> entry :
                    history.confirmed().entrySet()) {
                Optional<String> trouble = of(at, entry.getKey(), entry.getValue());
                if (trouble.isPresent()) {
                    return trouble;
                }
            }
            return Optional.empty();
        }

        private Optional<String> of(NodeName at, QueueName queue, SortedSet<Integer> confirmed) {
            String status = cluster.status(at, queue);
            if (named(Loss.Kind.QUEUE, queue)) {
                return status.equals("absent") ? Optional.empty() : Optional.of(queue + " is named lost and is there");
            }
            if (named(Loss.Kind.UNAVAILABLE, queue) || unreachable(at, queue)) {
                return Optional.empty();
            }
            SortedSet<Integer> missing = new TreeSet<>(confirmed);
            missing.removeAll(cluster.read(at, queue));
            if (missing.isEmpty() || named(Loss.Kind.STALE, queue) && status.equals("up")) {
                return Optional.empty();
            }
            return inTheBlindSpot(queue, missing)
                    ? Optional.empty()
                    : Optional.of(queue + " is " + status + " and lacks " + missing + ", of which nothing is named");
        }

        private boolean named(Loss.Kind kind, QueueName queue) {
            return course.losses().stream()
                    .anyMatch(loss -> loss.kind() == kind && loss.subject().equals(queue.toString()));
        }

        /** What a node that nobody got to has comes up with it. */
        private boolean unreachable(NodeName at, QueueName queue) {
            return cluster.node(at)
                    .disk()
                    .definitions
                    .queue(queue)
                    .filter(known -> known.classic()
                            ? away.contains(known.leader())
                            : known.members().stream().anyMatch(away::contains))
                    .isPresent();
        }

        /** Only what came after the first one left; with Khepri all that a lost node had by itself. */
        private boolean inTheBlindSpot(QueueName queue, SortedSet<Integer> missing) {
            boolean early = missing.stream().anyMatch(history.early().getOrDefault(queue, new TreeSet<>())::contains);
            return course.losses().stream()
                    .filter(loss -> loss.kind() == Loss.Kind.UNSEEN)
                    .anyMatch(loss -> !early || hidden(queue, loss));
        }

        private boolean hidden(QueueName queue, Loss loss) {
            return history.cluster().state.store == MetadataStore.KHEPRI
                    && lost.contains(new NodeName(loss.subject()))
                    && (queue.name().equals("st")
                            || loss.subject().equals(history.leaderOf(queue).value()));
        }
    }
}
