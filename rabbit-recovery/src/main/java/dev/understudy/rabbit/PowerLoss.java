// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What may be missing when nodes that stopped at the same moment are started together. Mnesia's log reaches the disk up to two seconds late,
 * so that one knows a definition and another does not; whichever loads its tables first decides. A new Raft member is entered in its system's
 * register seconds later; one that was not is made anew by the next boot, and finds no leader.
 */
final class PowerLoss {
    private final View view;
    private final Collection<NodeName> together;

    PowerLoss(View view, Collection<NodeName> together) {
        this.view = view;
        this.together = together;
    }

    void warn(Draft draft) {
        Set<QueueName> uneven = queues(queue -> !view.knownToAll(together, queue.name()));
        if (!uneven.isEmpty()) {
            draft.warn("declared just before all stopped, and not known to each of " + Words.list(together)
                    + ": whichever loads its tables first decides whether they are there: " + Words.list(uneven));
        }
        if (together.stream().anyMatch(node -> view.found(node, Finding.Code.RAFT_MEMBER_NOT_ENTERED))) {
            Set<QueueName> replicated = queues(queue -> queue.kind() != QueueKind.CLASSIC);
            draft.warn("Raft members were made just before all stopped; of these the youngest may stay down, with their"
                    + " contents on disk: " + Words.list(replicated));
        }
    }

    private Set<QueueName> queues(Predicate<QueueEvidence> matching) {
        Set<QueueName> queues = new TreeSet<>();
        for (NodeName node : together) {
            view.queuesOf(node).stream()
                    .filter(matching)
                    .map(QueueEvidence::name)
                    .forEach(queues::add);
        }
        return queues;
    }
}
