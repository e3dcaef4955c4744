// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.PartitionHandling;
import dev.understudy.rabbit.PeerEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The nodes, the network between them, and who talks to whom: what the operations share. */
final class ClusterState {
    final TreeMap<NodeName, VirtualNode> nodes = new TreeMap<>();
    private final Set<Set<NodeName>> cuts = new HashSet<>();
    PartitionHandling handling = PartitionHandling.IGNORE;
    MetadataStore store = MetadataStore.MNESIA;

    ClusterState copy() {
        ClusterState copy = new ClusterState();
        nodes.forEach((name, node) -> copy.nodes.put(name, node.copy()));
        copy.cuts.addAll(cuts);
        copy.handling = handling;
        copy.store = store;
        return copy;
    }

    /** @throws IllegalArgumentException if there is no such host: an error of the test */
    VirtualNode node(NodeName name) {
        VirtualNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no host " + name);
        }
        return node;
    }

    void cut(NodeName one, NodeName other) {
        cuts.add(Set.of(one, other));
    }

    void mend() {
        cuts.clear();
    }

    boolean cutOff(NodeName one, NodeName other) {
        return !one.equals(other) && cuts.contains(Set.of(one, other));
    }

    /** Whether Erlang's distribution connects them: the network is whole, both answer, and the cookie is the same. */
    boolean connects(VirtualNode one, VirtualNode other) {
        return one.vm.answers()
                && other.vm.answers()
                && one.cookie.equals(other.cookie)
                && !cutOff(one.name, other.name);
    }

    /** The running nodes of its cluster that the running node talks to, itself included, by name. */
    List<VirtualNode> group(VirtualNode node) {
        List<VirtualNode> group = new ArrayList<>();
        for (VirtualNode other : nodes.values()) {
            boolean same = other == node;
            if (other.running() && (same || (together(node, other) && connects(node, other)))) {
                group.add(other);
            }
        }
        return group;
    }

    private static boolean together(VirtualNode node, VirtualNode other) {
        return node.disk().members.contains(other.name)
                && other.disk().members.contains(node.name)
                && !node.parted.contains(other.name);
    }

    Set<NodeName> groupNames(VirtualNode node) {
        Set<NodeName> names = new TreeSet<>();
        group(node).forEach(other -> names.add(other.name));
        return names;
    }

    /** A change of the metadata made on a running node: all that it talks to have it too. */
    void update(VirtualNode at, UnaryOperator<Definitions> change) {
        Definitions changed = change.apply(at.disk().definitions);
        group(at).forEach(node -> node.disk().definitions = changed);
    }

    /** Under Khepri a change needs a majority; Mnesia asks nobody. */
    boolean writable(VirtualNode at) {
        Disk disk = at.disk();
        return at.running() && (!disk.khepri() || 2 * group(at).size() > disk.members.size());
    }

    /** What every node of the group notes when the group has changed: the text of who runs, and of who is a member. */
    void noteGroup(VirtualNode at) {
        Set<NodeName> names = groupNames(at);
        for (VirtualNode node : group(at)) {
            node.disk().running = StatusFile.of(names);
            node.disk().textMembers = new TreeSet<>(node.disk().members);
        }
    }

    /** The survivors saw the node go. */
    void noteDown(VirtualNode survivor, NodeName gone) {
        for (VirtualNode node : group(survivor)) {
            node.disk().peers.put(gone, PeerEvent.DOWN);
        }
    }
}
