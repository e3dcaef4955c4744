// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A durable queue as one node knows it.
 *
 * @param name which queue
 * @param kind its type
 * @param leader the node of its master or leader, by the definition that this node has
 * @param replicas classic: its mirrors without the leader, oldest first, the order in which they are promoted
 *     ({@code recoverable_slaves}); quorum and stream: all members known
 * @param synchronised of a running node: the mirrors that are synchronised; empty where it is not known
 * @param dataHere whether this node has contents of the queue on its own disk; an unsynchronised mirror has none (rabbit-recovery 1.6)
 * @param messages about how many messages this node has of it, if that could be told
 * @param policy the name of the policy that applies, if known
 */
public record QueueEvidence(
        QueueName name,
        QueueKind kind,
        NodeName leader,
        List<NodeName> replicas,
        Set<NodeName> synchronised,
        boolean dataHere,
        OptionalLong messages,
        Optional<String> policy) {
    public QueueEvidence {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(leader, "leader");
        replicas = List.copyOf(replicas);
        synchronised = Copies.sorted(synchronised);
        Objects.requireNonNull(messages, "messages");
        Objects.requireNonNull(policy, "policy");
    }

    /** Whether it is a classic queue with mirrors. */
    public boolean mirrored() {
        return kind == QueueKind.CLASSIC && !replicas.isEmpty();
    }
}
