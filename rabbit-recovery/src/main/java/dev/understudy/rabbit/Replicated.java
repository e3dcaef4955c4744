// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is left of quorum queues and streams when members are given up, and by what it can be mended (rabbit-recovery 1.5, 4). */
final class Replicated {
    private final View view;
    private final NodeName anchor;
    private final Collection<NodeName> removed;
    private final List<QueueEvidence> stuck = new ArrayList<>();
    private final List<QueueEvidence> whole = new ArrayList<>();
    /** Those whose majority comes back with nodes that were not reached. */
    private final List<QueueEvidence> asleep = new ArrayList<>();

    /** @param without queues that do not exist any more by then */
    Replicated(View view, NodeName anchor, Collection<NodeName> removed, Set<String> without) {
        this.view = view;
        this.anchor = anchor;
        this.removed = removed;
        for (QueueEvidence queue : view.queuesOf(anchor)) {
            if (queue.kind() == QueueKind.CLASSIC
                    || without.contains(queue.name().toString())) {
                continue;
            }
            SortedSet<NodeName> here = left(queue);
            here.removeAll(view.survivors().stream()
                    .filter(node -> !view.availableSurvivors().contains(node))
                    .toList());
            (majority(here, queue) ? whole : majority(left(queue), queue) ? asleep : stuck).add(queue);
        }
    }

    private static boolean majority(Collection<NodeName> of, QueueEvidence queue) {
        return of.size() * 2 > members(queue).size();
    }

    private static SortedSet<NodeName> members(QueueEvidence queue) {
        SortedSet<NodeName> members = new TreeSet<>(queue.replicas());
        members.add(queue.leader());
        return members;
    }

    private SortedSet<NodeName> left(QueueEvidence queue) {
        SortedSet<NodeName> left = members(queue);
        left.removeAll(removed);
        return left;
    }

    boolean anyQuorum() {
        return stuck.stream().anyMatch(Replicated::quorum) || whole.stream().anyMatch(Replicated::quorum);
    }

    private static boolean quorum(QueueEvidence queue) {
        return queue.kind() == QueueKind.QUORUM;
    }

    /** Whether a quorum queue with a majority has a member on the node. */
    boolean hasMemberOn(NodeName node) {
        return whole.stream().anyMatch(queue -> quorum(queue) && members(queue).contains(node));
    }

    /** On which nodes a forced shrink brings which queues back, the fewest nodes first found; none before 3.12. */
    Map<NodeName, List<QueueEvidence>> forceable() {
        Map<NodeName, List<QueueEvidence>> plan = new LinkedHashMap<>();
        List<QueueEvidence> open = new ArrayList<>(stuck.stream()
                .filter(queue -> quorum(queue) && canForce() && !left(queue).isEmpty())
                .toList());
        while (!open.isEmpty()) {
            NodeName best = anchor; // which is here
            for (NodeName node : view.availableSurvivors()) {
                if (covered(open, node).size() > covered(open, best).size()) {
                    best = node;
                }
            }
            List<QueueEvidence> covered = covered(open, best);
            if (covered.isEmpty()) {
                break;
            }
            plan.put(best, covered);
            open.removeAll(covered);
        }
        return plan;
    }

    private List<QueueEvidence> covered(List<QueueEvidence> open, NodeName node) {
        return open.stream().filter(queue -> left(queue).contains(node)).toList();
    }

    private boolean canForce() {
        return view.versionAtLeast(3, 12, 0);
    }

    /** A queue of two members comes back when an empty node takes the lost one's name: all that was confirmed, the survivor has. */
    boolean mendedByName(QueueEvidence queue) {
        return quorum(queue)
                && !canForce()
                && members(queue).size() == 2
                && left(queue).size() == 1
                && members(queue).stream()
                        .anyMatch(node ->
                                removed.contains(node) && view.node(node).declaration() == Declaration.REBUILT);
    }

    boolean mendedByNameOf(NodeName node) {
        return stuck.stream()
                .anyMatch(queue -> mendedByName(queue) && members(queue).contains(node));
    }

    /** What does not answer until nodes that were not reached are back. */
    List<QueueEvidence> asleep() {
        return List.copyOf(asleep);
    }

    /** What nothing brings back. */
    List<QueueEvidence> hopeless() {
        Set<QueueEvidence> hopeless = new LinkedHashSet<>(stuck);
        forceable().values().forEach(hopeless::removeAll);
        hopeless.removeIf(this::mendedByName);
        return List.copyOf(hopeless);
    }

    /** With two members the survivor has all that was confirmed, with more a minority may lack some. */
    List<Loss> forceLosses(List<QueueEvidence> queues) {
        return queues.stream()
                .filter(queue -> members(queue).size() > 2)
                .map(queue -> Losses.of(
                        Loss.Kind.STALE,
                        queue.name(),
                        "a minority of its members is left, which may lack what the majority confirmed last"))
                .toList();
    }

    List<Loss> hopelessLosses() {
        return hopeless().stream()
                .map(queue -> Losses.of(
                        Loss.Kind.UNAVAILABLE,
                        queue.name(),
                        queue.messages(),
                        "the " + Words.word(queue.kind()) + " queue has members on " + Words.list(members(queue))
                                + ", of which "
                                + (left(queue).isEmpty()
                                        ? "none is"
                                        : Words.list(left(queue)) + " alone is no majority and is")
                                + " left"
                                + (canForce() || !quorum(queue) ? "" : "; before 3.12 it cannot be shrunk by force")))
                .toList();
    }
}
