// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import java.util.List;

/** Khepri: no last node, a majority that is up together (rabbit-recovery 4). */
final class KhepriRules {
    private KhepriRules() {}

    /** Whether both take each other for members: a node that made itself a cluster of its own votes for nobody else. */
    static boolean mutual(VirtualNode one, VirtualNode other) {
        return one.disk().members.contains(other.name) && other.disk().members.contains(one.name);
    }

    /** Whether the waiting node finds a majority among those that wait with it. */
    static boolean electable(ClusterState state, VirtualNode node, List<VirtualNode> waiting) {
        long votes = waiting.stream()
                .filter(other -> other == node || (mutual(node, other) && state.connects(node, other)))
                .count();
        long running = state.nodes.values().stream()
                .filter(other -> other.running() && mutual(node, other) && state.connects(node, other))
                .count();
        return 2 * (votes + running) > node.disk().members.size();
    }

    /** Whether the running node is part of a majority, or was left over from one and would be with one more. */
    static boolean hasMajority(ClusterState state, VirtualNode running) {
        return 2 * (state.group(running).size() + 1) > running.disk().members.size();
    }
}
