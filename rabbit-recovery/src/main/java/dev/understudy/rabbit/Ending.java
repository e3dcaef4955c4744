// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** How every course ends: replicated queues mended, replacements taken in, the proof. */
final class Ending {
    private final Work work;
    private final View view;
    private final NodeName anchor;
    private final Replicated replicated;
    private final Set<QueueName> promoted;

    Ending(Work work, NodeName anchor, Replicated replicated, Set<QueueName> promoted) {
        this.work = work;
        this.view = work.view();
        this.anchor = anchor;
        this.replicated = replicated;
        this.promoted = promoted;
    }

    /**
     * Writes it.
     *
     * @param toShrink nodes that were forgotten without being taken out of quorum queues
     * @param returned members that were wiped and joined again
     * @param delete queues to delete because nothing brings them back
     * @param known nodes that decide what the cluster knows: queues that all of them know are expected
     */
    void write(
            Collection<NodeName> toShrink,
            Collection<NodeName> returned,
            Collection<QueueName> delete,
            Collection<NodeName> known) {
        QueueSteps queues = new QueueSteps(work);
        Map<NodeName, List<QueueEvidence>> force = replicated.forceable();
        if (force.isEmpty()) {
            toShrink.stream().filter(replicated::hasMemberOn).forEach(lost -> queues.shrink(anchor, lost));
        }
        force.forEach((node, stuck) -> queues.forceShrink(node, stuck, replicated.forceLosses(stuck)));
        Set<NodeName> joined = new LinkedHashSet<>(returned);
        joined.addAll(joins());
        if (replicated.anyQuorum()) {
            joined.forEach(node -> queues.grow(anchor, node, node + " is new here: quorum queues get a member on it"));
            if (!force.isEmpty()) {
                view.availableSurvivors().stream()
                        .filter(node -> !joined.contains(node) && !(force.size() == 1 && force.containsKey(node)))
                        .forEach(node -> queues.grow(anchor, node, "the forced shrink took its members away"));
            }
        }
        delete.forEach(queue -> queues.delete(anchor, queue));
        verify(queues, joined, known);
    }

    /** Rebuilt nodes under their old names, and as many spares as other nodes are lost. */
    private List<NodeName> joins() {
        List<NodeName> rebuilt = view.gone().stream()
                .filter(node -> view.node(node).declaration() == Declaration.REBUILT)
                .toList();
        List<NodeName> joins = new ArrayList<>(rebuilt);
        view.spares().stream().limit(view.gone().size() - rebuilt.size()).forEach(joins::add);
        BootSteps boot = new BootSteps(work);
        MemberSteps members = new MemberSteps(work);
        for (NodeName node : joins) {
            boot.bringNew(node);
            boolean mends = replicated.mendedByNameOf(node);
            members.join(
                    node,
                    anchor,
                    mends
                            ? "it takes the place of the lost node under the same name: quorum queues of two members get their majority back"
                            : "it takes the place of a lost node",
                    mends ? ConsentLevel.DATA : ConsentLevel.REDUNDANCY);
        }
        return joins;
    }

    private void verify(QueueSteps queues, Set<NodeName> joined, Collection<NodeName> known) {
        SortedSet<NodeName> members = new TreeSet<>(view.survivors());
        members.addAll(joined);
        SortedSet<NodeName> running = new TreeSet<>(view.availableSurvivors());
        running.addAll(joined);
        Set<String> lost = work.steps().lost(Loss.Kind.QUEUE);
        Set<String> silent = new TreeSet<>(work.steps().lost(Loss.Kind.UNAVAILABLE));
        replicated.hopeless().forEach(queue -> silent.add(queue.name().toString()));
        replicated.asleep().forEach(queue -> silent.add(queue.name().toString()));
        Set<QueueName> exist = new TreeSet<>();
        Set<QueueName> answer = new TreeSet<>();
        for (NodeName node : known) {
            for (QueueEvidence queue : view.queuesOf(node)) {
                if (lost.contains(queue.name().toString()) || !view.knownToAll(known, queue.name())) {
                    continue;
                }
                exist.add(queue.name());
                boolean served = queue.kind() != QueueKind.CLASSIC
                        || running.contains(queue.leader())
                        || promoted.contains(queue.name());
                if (served && !silent.contains(queue.name().toString())) {
                    answer.add(queue.name());
                }
            }
        }
        queues.verify(anchor, members, running, exist, answer);
    }
}
