// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What is known of a cluster at one moment: built by the observers or by hand, and all that a plan is made from. Immutable, JSON in and out by
 * {@code dev.understudy.rabbit.json.RabbitJson}.
 *
 * @param nodes its members and the spares offered, in the order of their names
 * @param partitionHandling how it is configured to act upon a partition
 */
public record ClusterSnapshot(List<NodeSnapshot> nodes, PartitionHandling partitionHandling) {
    /** @throws IllegalArgumentException if there is no node, or two have the same name */
    public ClusterSnapshot {
        nodes = nodes.stream().sorted(Comparator.comparing(NodeSnapshot::name)).toList();
        Objects.requireNonNull(partitionHandling, "partitionHandling");
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("a cluster has at least one node");
        }
        Set<NodeName> names = new HashSet<>();
        for (NodeSnapshot node : nodes) {
            if (!names.add(node.name())) {
                throw new IllegalArgumentException("two nodes named " + node.name());
            }
        }
    }

    /** The node of this name. */
    public Optional<NodeSnapshot> node(NodeName name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    /** Members that are not here, and that the evidence of a node which is names. */
    public Set<NodeName> absentMembers() {
        Set<NodeName> absent = new TreeSet<>();
        for (NodeSnapshot node : nodes) {
            node.disk().ifPresent(disk -> absent.addAll(disk.members()));
            node.live().ifPresent(live -> {
                absent.addAll(live.discMembers());
                absent.addAll(live.ramMembers());
            });
        }
        nodes.forEach(node -> absent.remove(node.name()));
        return absent;
    }

    /**
     * The same with one node changed.
     *
     * @throws IllegalArgumentException if there is no such node
     */
    public ClusterSnapshot with(NodeName name, UnaryOperator<NodeSnapshot> change) {
        if (node(name).isEmpty()) {
            throw new IllegalArgumentException("no node named " + name);
        }
        return new ClusterSnapshot(
                nodes.stream()
                        .map(node -> node.name().equals(name) ? change.apply(node) : node)
                        .toList(),
                partitionHandling);
    }
}
