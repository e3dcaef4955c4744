// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which way suits a cluster with Mnesia: who may start first, and whether those are at hand (rabbit-recovery 2). */
final class MnesiaPlans {
    private final View view;
    private final RecoveryPolicy policy;
    private final Draft draft;
    private final OnlineCourses online;

    MnesiaPlans(View view, RecoveryPolicy policy, Draft draft) {
        this.view = view;
        this.policy = policy;
        this.draft = draft;
        this.online = new OnlineCourses(view, policy, draft);
    }

    void plan() {
        if (new PartitionPlans(view, policy, draft).plan()) {
            return;
        }
        SortedSet<NodeName> lost = new TreeSet<>();
        view.availableSurvivors().forEach(node -> lost.addAll(view.lostMembersOf(node)));
        WaitsFor waits = new WaitsFor(view, List.of());
        boolean someRun = view.survivors().stream().anyMatch(view::running);
        if (!someRun && view.survivors().size() > 1 && guessed(waits, lost)) {
            return;
        }
        List<SortedSet<NodeName>> first = merged(waits.first());
        if (first.isEmpty()) {
            offline();
        } else if (first.size() > 1) {
            conflict(first, lost);
        } else {
            single(first.get(0), lost);
        }
    }

    /** Where evidence is missing: all together if nobody is lost, else nothing can be said. */
    private boolean guessed(WaitsFor waits, Collection<NodeName> lost) {
        List<NodeName> unknown =
                waits.guessed().stream().filter(view::available).toList();
        if (unknown.isEmpty()) {
            return false;
        }
        if (!lost.isEmpty()
                || view.availableSurvivors().size() < view.survivors().size()) {
            draft.refuse(
                    Refusal.Code.EVIDENCE_MISSING,
                    "it is not known whom " + Words.list(unknown) + " saw leave, so it cannot be told who stopped last",
                    "inspect the data directories of " + Words.list(unknown));
            return true;
        }
        draft.warn(
                "it is not known whom " + Words.list(unknown)
                        + " saw leave: all are started together, which is right unless several were last on two sides of a partition");
        online.offer(
                "start-together", "All nodes are started together", view.availableSurvivors(), List.of(), List.of());
        return true;
    }

    /** Nodes that run are one group: they serve together. */
    private List<SortedSet<NodeName>> merged(List<SortedSet<NodeName>> groups) {
        SortedSet<NodeName> running = new TreeSet<>();
        List<SortedSet<NodeName>> merged = new ArrayList<>();
        for (SortedSet<NodeName> group : groups) {
            if (group.stream().allMatch(view::running)) {
                running.addAll(group);
            } else {
                merged.add(group);
            }
        }
        if (!running.isEmpty()) {
            merged.add(0, running);
        }
        return merged;
    }

    private void single(SortedSet<NodeName> first, SortedSet<NodeName> lost) {
        if (!reached(first)) {
            return;
        }
        absent();
        if (!lost.isEmpty()) {
            Optional<NodeName> dark =
                    first.stream().filter(node -> !view.hasEvidence(node)).findFirst();
            if (dark.isPresent()) {
                draft.refuse(
                        Refusal.Code.EVIDENCE_MISSING,
                        "nothing is known of the queues of " + dark.get() + ": what giving up " + Words.list(lost)
                                + " costs cannot be named",
                        "look at the node or inspect its data directory");
                return;
            }
            NodeName newest = newest(first);
            boolean paused = view.snapshot().partitionHandling() == PartitionHandling.PAUSE_MINORITY
                    && view.state(newest) == NodeState.APP_STOPPED;
            boolean known = !view.lostMembersOf(newest).isEmpty();
            if (known && offlineIsPossible() && (paused || promotionNeeded(newest))) {
                new OfflineCourses(view, policy, draft).offer(newest, first);
                return;
            }
        }
        List<NodeName> toForget = lost.stream()
                .filter(node -> first.stream().anyMatch(at -> view.membersOf(at).contains(node)))
                .toList();
        boolean all = first.stream().allMatch(view::running);
        if (first.size() > 1 && !all) {
            new PowerLoss(view, first).warn(draft);
        }
        String id = !toForget.isEmpty()
                ? "forget-online"
                : first.size() > 1 && !all
                        ? "start-together"
                        : view.survivors().stream().allMatch(view::running) ? "verify" : "start-in-order";
        String title = all
                ? Words.list(first) + " run"
                : first.size() > 1
                        ? Words.list(first) + " are started together"
                        : first.first() + " stopped last and is started first";
        online.offer(
                id,
                title + (toForget.isEmpty() ? "" : "; then " + Words.list(toForget) + " is forgotten"),
                first,
                List.of(),
                toForget);
    }

    /** Mirrors of a lost master are here and were not promoted: an online forget would delete them (rabbit-recovery 1.7). */
    private boolean promotionNeeded(NodeName at) {
        OfflineLosses losses = new OfflineLosses(view, at, view.lostMembersOf(at));
        return losses.promoted().entrySet().stream()
                .anyMatch(entry -> view.queueAt(entry.getValue(), entry.getKey())
                        .map(QueueEvidence::dataHere)
                        .orElse(false));
    }

    private boolean offlineIsPossible() {
        return view.version().map(version -> version.atLeast(3, 4, 2)).orElse(true);
    }

    private void conflict(List<SortedSet<NodeName>> groups, SortedSet<NodeName> lost) {
        Optional<SortedSet<NodeName>> chosen = chosen(groups);
        if (chosen.isEmpty() || !reached(chosen.get())) {
            return;
        }
        absent();
        SortedSet<NodeName> losers = new TreeSet<>();
        groups.stream().filter(group -> !group.equals(chosen.get())).forEach(losers::addAll);
        losers.removeIf(node -> !view.available(node));
        List<NodeName> toForget = lost.stream()
                .filter(node ->
                        chosen.get().stream().anyMatch(at -> view.membersOf(at).contains(node)))
                .toList();
        online.offer(
                "keep-winner",
                "The state of " + Words.list(chosen.get()) + " is kept; " + Words.list(losers) + " adopt it",
                chosen.get(),
                losers,
                toForget);
    }

    private Optional<SortedSet<NodeName>> chosen(List<SortedSet<NodeName>> groups) {
        Optional<SortedSet<NodeName>> chosen = groups.stream()
                .filter(group -> policy.winner().map(group::contains).orElse(false))
                .findFirst();
        if (chosen.isEmpty()) {
            draft.refuse(
                    Refusal.Code.SEVERAL_LAST,
                    "several say that they were last: " + Words.list(groups)
                            + (policy.winner().isPresent() ? "; the winner named is none of them" : "")
                            + "; the order of starting them would choose whose state is kept",
                    "compare their queues and name the winner");
        }
        return chosen;
    }

    private void offline() {
        if (!offlineIsPossible()) {
            draft.refuse(
                    Refusal.Code.VERSION_TOO_OLD,
                    "the node that stopped last is lost, and RabbitMQ "
                            + view.version().get()
                            + " does not promote mirrors when it is forgotten",
                    "restore that node's data directory from a copy");
            return;
        }
        List<SortedSet<NodeName>> groups = new WaitsFor(view, view.gone()).first();
        Optional<SortedSet<NodeName>> group = groups.size() == 1 ? Optional.of(groups.get(0)) : chosen(groups);
        if (group.isEmpty() || !reached(group.get())) {
            return;
        }
        NodeName newest = newest(group.get());
        if (!view.hasEvidence(newest)) {
            draft.refuse(
                    Refusal.Code.EVIDENCE_MISSING,
                    "the files of " + newest + " were not looked at: what giving up " + Words.list(view.gone())
                            + " costs cannot be named",
                    "inspect its data directory");
            return;
        }
        absent();
        new OfflineCourses(view, policy, draft).offer(newest, group.get());
    }

    /** Of nodes that are equally new the one that knows most; a named winner before all. */
    private NodeName newest(Collection<NodeName> group) {
        return group.stream()
                .filter(node -> !view.ram(node))
                .max(Comparator.comparing((NodeName node) ->
                                policy.winner().map(node::equals).orElse(false))
                        .thenComparing(node -> view.queuesOf(node).size()
                                + view.usersOf(node).size()
                                + view.vhostsOf(node).size())
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private boolean reached(Collection<NodeName> first) {
        List<NodeName> away =
                first.stream().filter(node -> !view.available(node)).toList();
        if (!away.isEmpty()) {
            draft.refuse(
                    Refusal.Code.EVIDENCE_MISSING,
                    "the others wait for " + Words.list(away) + ", which was not reached",
                    "bring it back, or declare it lost if it and its data will not come back");
        }
        return away.isEmpty();
    }

    private void absent() {
        List<NodeName> away =
                view.survivors().stream().filter(node -> !view.available(node)).toList();
        if (!away.isEmpty()) {
            draft.warn(Words.list(away)
                    + " was not reached and is left out: start it when its host is back, or declare it lost");
        }
    }
}
