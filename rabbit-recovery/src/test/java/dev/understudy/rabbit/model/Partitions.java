// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.PartitionHandling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The network splits and is mended (rabbit-recovery 1.10). */
final class Partitions {
    private final ClusterState state;
    private final Departures departures;
    private final Booting booting;

    Partitions(ClusterState state) {
        this.state = state;
        this.departures = new Departures(state);
        this.booting = new Booting(state);
    }

    /** Cuts the nodes of the side off from all others; each side takes the other for crashed. */
    void split(Set<NodeName> side) {
        Set<NodeName> others = new TreeSet<>(state.nodes.keySet());
        others.removeAll(side);
        List<VirtualNode> left = running(side);
        List<VirtualNode> right = running(others);
        side.forEach(one -> others.forEach(other -> state.cut(one, other)));
        if (!left.isEmpty()) {
            right.forEach(gone -> sawGo(left, gone));
        }
        if (!right.isEmpty()) {
            left.forEach(gone -> sawGo(right, gone));
        }
    }

    private void sawGo(List<VirtualNode> side, VirtualNode gone) {
        side.stream()
                .filter(VirtualNode::running)
                .filter(node -> node.disk().members.contains(gone.name))
                .findFirst()
                .ifPresent(survivor -> departures.seen(survivor, gone.name, false));
    }

    /**
     * The network is whole again. Nodes that ran on both sides keep apart from each other until one restarts; with autoheal those that the
     * winner does not talk to restart by themselves; what pause_minority stopped starts again.
     */
    void heal(NodeName winner) {
        for (VirtualNode one : state.nodes.values()) {
            for (VirtualNode other : state.nodes.values()) {
                if (one.running() && other.running() && state.cutOff(one.name, other.name)) {
                    one.parted.add(other.name);
                }
            }
        }
        state.mend();
        resumePaused();
        if (state.handling == PartitionHandling.AUTOHEAL) {
            Set<NodeName> parted = new TreeSet<>(state.node(winner).parted);
            parted.forEach(loser -> restart(state.node(loser)));
        }
    }

    /** {@code stop_app}, {@code start_app}: adopts what the others have. */
    void restart(VirtualNode node) {
        departures.stopApp(node);
        state.nodes.values().forEach(other -> other.parted.remove(node.name));
        booting.start(List.of(node));
    }

    /** Nodes that pause_minority stopped come back once a majority answers. */
    private void resumePaused() {
        List<VirtualNode> paused = new ArrayList<>(state.nodes.values());
        paused.removeIf(node -> node.vm != Vm.PAUSED);
        for (VirtualNode node : paused) {
            long answering = node.disk().members.stream()
                    .map(state.nodes::get)
                    .filter(other -> other != null && state.connects(node, other))
                    .count();
            if (2 * answering > node.disk().members.size()) {
                booting.start(List.of(node));
            }
        }
    }

    private List<VirtualNode> running(Set<NodeName> names) {
        return names.stream().map(state::node).filter(VirtualNode::running).toList();
    }
}
