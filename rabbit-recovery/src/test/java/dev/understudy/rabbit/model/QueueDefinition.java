// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import java.util.ArrayList;
import java.util.List;

/**
 * A queue's record in the metadata. Immutable: each node keeps the version that it last saw.
 *
 * @param leader the node of its master or leader
 * @param mirrors classic: the nodes of running mirrors, oldest first
 * @param recoverable classic: {@code recoverable_slaves}, running or not, oldest first
 * @param synchronised those of the mirrors that are synchronised
 * @param members quorum and stream: the members
 */
record QueueDefinition(
        QueueName name,
        QueueKind kind,
        boolean durable,
        HaPolicy policy,
        NodeName leader,
        List<NodeName> mirrors,
        List<NodeName> recoverable,
        List<NodeName> synchronised,
        List<NodeName> members) {
    QueueDefinition {
        mirrors = List.copyOf(mirrors);
        recoverable = List.copyOf(recoverable);
        synchronised = List.copyOf(synchronised);
        members = List.copyOf(members);
    }

    static QueueDefinition classic(QueueName name, NodeName leader, HaPolicy policy, boolean durable) {
        return new QueueDefinition(
                name, QueueKind.CLASSIC, durable, policy, leader, List.of(), List.of(), List.of(), List.of());
    }

    static QueueDefinition replicated(QueueName name, QueueKind kind, NodeName leader, List<NodeName> members) {
        return new QueueDefinition(name, kind, true, HaPolicy.NONE, leader, List.of(), List.of(), List.of(), members);
    }

    boolean classic() {
        return kind == QueueKind.CLASSIC;
    }

    QueueDefinition withMembers(NodeName newLeader, List<NodeName> newMembers) {
        return new QueueDefinition(
                name, kind, durable, policy, newLeader, mirrors, recoverable, synchronised, newMembers);
    }

    /** The node runs a mirror from now on; it is the youngest unless it was known before. */
    QueueDefinition withMirror(NodeName node, boolean inSync) {
        return new QueueDefinition(
                name,
                kind,
                durable,
                policy,
                leader,
                with(mirrors, node),
                with(recoverable, node),
                inSync ? with(synchronised, node) : without(synchronised, node),
                members);
    }

    /** The mirror on the node is gone; with {@code recoverable}, its copy could still be promoted. */
    QueueDefinition withoutMirror(NodeName node, boolean keepRecoverable) {
        return new QueueDefinition(
                name,
                kind,
                durable,
                policy,
                leader,
                without(mirrors, node),
                keepRecoverable ? recoverable : without(recoverable, node),
                without(synchronised, node),
                members);
    }

    /** The mirror on the node becomes the master; the old master is not a mirror. */
    QueueDefinition promoted(NodeName node) {
        QueueDefinition rest = withoutMirror(node, false);
        return new QueueDefinition(
                name, kind, durable, policy, node, rest.mirrors, rest.recoverable, rest.synchronised, members);
    }

    /** As a node finds it after everything had stopped: no mirror runs. */
    QueueDefinition atRest() {
        return new QueueDefinition(name, kind, durable, policy, leader, List.of(), recoverable, List.of(), members);
    }

    private static List<NodeName> with(List<NodeName> nodes, NodeName node) {
        if (nodes.contains(node)) {
            return nodes;
        }
        List<NodeName> more = new ArrayList<>(nodes);
        more.add(node);
        return more;
    }

    static List<NodeName> without(List<NodeName> nodes, NodeName node) {
        return nodes.stream().filter(other -> !other.equals(node)).toList();
    }
}
