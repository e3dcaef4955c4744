// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who waits for whom when started: a disc node waits for every other disc member that it has not seen go down (rabbit-recovery 1.1), a
 * RAM node for all disc members. What is not known counts as waiting.
 */
final class WaitsFor {
    private final SortedMap<NodeName, SortedSet<NodeName>> waits = new TreeMap<>();
    private final SortedSet<NodeName> guessed = new TreeSet<>();

    /** @param forgotten members that are taken out first, so that nobody waits for them */
    WaitsFor(View view, Collection<NodeName> forgotten) {
        for (NodeName node : view.survivors()) {
            if (forgotten.contains(node)) {
                continue;
            }
            SortedSet<NodeName> peers = new TreeSet<>();
            waits.put(node, peers);
            if (view.running(node)) {
                continue;
            }
            for (NodeName peer : sources(view, node)) {
                View.Sight sight = view.sight(node, peer);
                if (peer.equals(node) || forgotten.contains(peer)) {
                    continue;
                }
                if (view.ram(node) || sight != View.Sight.DOWN) {
                    peers.add(peer);
                }
                if (sight == View.Sight.UNKNOWN && !view.ram(node)) {
                    guessed.add(node);
                }
            }
        }
    }

    /** Disc members, and a RAM member that runs: it has what was last. */
    private static SortedSet<NodeName> sources(View view, NodeName node) {
        SortedSet<NodeName> sources = new TreeSet<>(view.discMembersOf(node));
        view.membersOf(node).stream().filter(view::running).forEach(sources::add);
        return sources;
    }

    /** For whom the node waits. */
    SortedSet<NodeName> of(NodeName node) {
        return waits.getOrDefault(node, new TreeSet<>());
    }

    /** Nodes whose evidence does not say for whom they wait. */
    SortedSet<NodeName> guessed() {
        return guessed;
    }

    /**
     * The groups that may be started first: each member of a group waits, by however many steps, for all of the group and for nobody else.
     * One group with one node is the node that stopped last; several groups contradict each other; none: all wait for nodes that are lost.
     */
    List<SortedSet<NodeName>> first() {
        Map<NodeName, SortedSet<NodeName>> reach = new TreeMap<>();
        waits.keySet().forEach(node -> reach.put(node, reachable(node)));
        List<SortedSet<NodeName>> groups = new ArrayList<>();
        for (NodeName node : waits.keySet()) {
            SortedSet<NodeName> group = reach.get(node);
            boolean closed = group.stream()
                    .allMatch(other ->
                            reach.containsKey(other) && reach.get(other).contains(node));
            if (closed && !groups.contains(group)) {
                groups.add(group);
            }
        }
        return groups;
    }

    private SortedSet<NodeName> reachable(NodeName from) {
        SortedSet<NodeName> seen = new TreeSet<>();
        Deque<NodeName> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            NodeName next = open.pop();
            if (seen.add(next)) {
                open.addAll(of(next));
            }
        }
        return seen;
    }
}
