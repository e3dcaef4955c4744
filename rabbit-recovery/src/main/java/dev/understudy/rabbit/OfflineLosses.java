// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What {@code forget_cluster_node --offline} makes of the classic queues and streams of those forgotten, foretold from the files of the node it
 * is run on (rabbit-recovery 1.6, 1.8): a mirrored queue goes to its oldest mirror that is not forgotten, any other is deleted.
 */
final class OfflineLosses {
    private final View view;
    private final NodeName at;
    private final Collection<NodeName> forgotten;
    private final Map<NodeName, List<Loss>> losses = new TreeMap<>();
    private final Map<QueueName, NodeName> promoted = new TreeMap<>();

    OfflineLosses(View view, NodeName at, Collection<NodeName> forgotten) {
        this.view = view;
        this.at = at;
        this.forgotten = forgotten;
        for (QueueEvidence queue : view.queuesOf(at)) {
            if (forgotten.contains(queue.leader())) {
                foretell(queue);
            }
        }
    }

    /** The losses that come with forgetting this one; the blind spot is not among them. */
    List<Loss> of(NodeName lost) {
        return losses.getOrDefault(lost, List.of());
    }

    /** The mirrored queues that come up again on nodes that were reached. */
    Set<QueueName> promotedHere() {
        return promoted.entrySet().stream()
                .filter(entry -> view.availableSurvivors().contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where the mirrored queues of those forgotten come up again. */
    Map<QueueName, NodeName> promoted() {
        return promoted;
    }

    /** Whether a queue comes up on another node that stopped before this one, though this one has contents of it too. */
    boolean promotesOlder() {
        return promoted.entrySet().stream()
                .anyMatch(entry -> !entry.getValue().equals(at)
                        && older(entry.getValue())
                        && view.queueAt(at, entry.getKey()).orElseThrow().dataHere());
    }

    private void foretell(QueueEvidence queue) {
        if (queue.kind() == QueueKind.QUORUM) {
            if (queue.replicas().stream().allMatch(this::givenUp)) {
                lose(queue, "all its members are given up");
            }
            return;
        }
        Optional<NodeName> heir = queue.kind() == QueueKind.CLASSIC ? heir(queue) : Optional.empty();
        if (heir.isEmpty()) {
            lose(
                    queue,
                    queue.kind() == QueueKind.STREAM
                            ? "its leader was on " + queue.leader() + ", and an offline forget deletes such streams"
                            : "its master was on " + queue.leader() + " and no mirror is left that may be promoted");
            return;
        }
        promoted.put(queue.name(), heir.get());
        compare(queue, heir.get());
    }

    private Optional<NodeName> heir(QueueEvidence queue) {
        return queue.replicas().stream()
                .filter(node ->
                        !node.equals(queue.leader()) && !givenUp(node) && !leftUnsynchronised(node, queue.name()))
                .findFirst();
    }

    private boolean givenUp(NodeName node) {
        return forgotten.contains(node) || view.gone().contains(node);
    }

    /**
     * One that runs is stopped first: that its master is gone and it was not promoted says that it was not synchronised, unless it says itself
     * that it is. A stopped node's own definition tells: an unsynchronised mirror strikes itself from the list when it stops, if there is
     * time; one that is still listed is promoted, and comes up empty.
     */
    private boolean leftUnsynchronised(NodeName node, QueueName queue) {
        return view.node(node).live().isPresent()
                && view.queueAt(node, queue)
                        .map(known -> !known.synchronised().contains(node))
                        .orElse(true);
    }

    private boolean hasNone(NodeName node, QueueName queue) {
        return view.hasEvidence(node)
                && !view.found(node, Finding.Code.TABLE_NOT_READ)
                && !view.queueAt(node, queue).map(QueueEvidence::dataHere).orElse(false);
    }

    private void compare(QueueEvidence queue, NodeName heir) {
        OptionalLong masters = Losses.messages(view, queue.leader(), queue.name());
        OptionalLong best = max(masters, queue.messages());
        OptionalLong own = Losses.messages(view, heir, queue.name());
        if (hasNone(heir, queue.name())) {
            stale(queue, best, "it comes up on " + heir + ", which has no contents of it: empty");
        } else if (best.isPresent() && own.isPresent() && best.getAsLong() > own.getAsLong()) {
            stale(
                    queue,
                    OptionalLong.of(best.getAsLong() - own.getAsLong()),
                    "it comes up on " + heir + ", its oldest mirror, which has fewer messages");
        } else if (!heir.equals(at) && older(heir) && (best.isEmpty() || own.isEmpty())) {
            stale(
                    queue,
                    OptionalLong.empty(),
                    "it comes up on " + heir + ", its oldest mirror, which stopped before " + at);
        } else if (masters.isEmpty() && crashed(heir)) {
            stale(
                    queue,
                    OptionalLong.empty(),
                    "it comes up on " + heir
                            + ", which crashed: whether its mirror was synchronised then, no file tells");
        }
    }

    private boolean crashed(NodeName node) {
        return view.node(node)
                .disk()
                .map(disk -> disk.shutdown() != Shutdown.CLEAN)
                .orElse(false);
    }

    private boolean older(NodeName other) {
        return view.sight(at, other) == View.Sight.DOWN;
    }

    private static OptionalLong max(OptionalLong one, OptionalLong other) {
        return one.isEmpty() ? other : other.isEmpty() || one.getAsLong() >= other.getAsLong() ? one : other;
    }

    private void stale(QueueEvidence queue, OptionalLong messages, String why) {
        add(queue.leader(), Losses.of(Loss.Kind.STALE, queue.name(), messages, why));
    }

    private void lose(QueueEvidence queue, String why) {
        OptionalLong messages = max(Losses.messages(view, queue.leader(), queue.name()), queue.messages());
        add(queue.leader(), Losses.of(Loss.Kind.QUEUE, queue.name(), messages, why));
    }

    private void add(NodeName lost, Loss loss) {
        losses.computeIfAbsent(lost, any -> new ArrayList<>()).add(loss);
    }
}
