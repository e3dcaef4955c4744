// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.PeerEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Starting, and the waiting for peers (rabbit-recovery 1.1, 1.2). Nodes that wait boot as soon as a running member has the tables, or as a
 * set that is closed under "did not see leave".
 */
final class Booting {
    private final ClusterState state;
    private final Mirrors mirrors;
    private final Raft raft;

    Booting(ClusterState state) {
        this.state = state;
        this.mirrors = new Mirrors(state);
        this.raft = new Raft(state);
    }

    /** Starts the VMs, all of them before any one gets on. */
    Outcome start(List<VirtualNode> nodes) {
        for (VirtualNode node : nodes) {
            if (node.vm == Vm.DEAD) {
                return Outcome.failed("host of " + node.name + " does not answer");
            }
        }
        List<VirtualNode> begun =
                nodes.stream().filter(node -> node.vm != Vm.RUNNING).toList();
        for (VirtualNode node : begun) {
            if (node.disk() == null || !node.disk().schemaPresent) {
                // Silently: no error, a broker with nothing in it (rabbit-recovery 1.7, 1.9).
                Disk blank = Disk.fresh(node.name, node.installed, state.store);
                node.directories.put(node.name, blank);
            }
            node.failure = "";
            node.vm = Vm.WAITING;
        }
        begun.forEach(this::checkFiles);
        begun.forEach(this::checkConsistency);
        begun.forEach(this::checkRam);
        settle();
        return Outcome.OK;
    }

    private void checkFiles(VirtualNode node) {
        Disk disk = node.disk();
        Optional<String> obstacle = FileChecks.obstacle(node, disk);
        obstacle.ifPresent(node::bootFailed);
    }

    /** A running node that the text of this one lists must list it too. */
    private void checkConsistency(VirtualNode node) {
        if (node.vm != Vm.WAITING || node.disk().khepri()) {
            return;
        }
        for (NodeName listed : node.disk().textMembers) {
            VirtualNode other = state.nodes.get(listed);
            if (other != null
                    && other != node
                    && other.running()
                    && state.connects(node, other)
                    && !other.disk().members.contains(node.name)) {
                node.bootFailed("inconsistent_cluster: Node " + node.name + " thinks it's clustered with node " + listed
                        + ", but " + listed + " disagrees");
                return;
            }
        }
    }

    private void checkRam(VirtualNode node) {
        if (node.vm != Vm.WAITING || node.disk().khepri() || !node.disk().ram()) {
            return;
        }
        boolean somebody = node.disk().disc.stream()
                .map(state.nodes::get)
                .anyMatch(other -> other != null && other.vm.mnesiaActive() && state.connects(node, other));
        if (!somebody) {
            node.bootFailed("failed_to_cluster_with: Mnesia could not connect to any nodes.");
        }
    }

    /** Lets every waiting node get on that can. */
    void settle() {
        while (loadNext()) {
            // one at a time: each that has loaded is a source for the others
        }
    }

    private boolean loadNext() {
        List<VirtualNode> waiting = waiting();
        for (VirtualNode node : waiting) {
            Optional<VirtualNode> source = source(node);
            if (source.isPresent()) {
                checkConsistency(node);
                if (node.vm == Vm.WAITING) {
                    load(node, source);
                }
                return true;
            }
        }
        for (VirtualNode node : waiting) {
            if (!node.disk().khepri() && !node.disk().ram() && node.disk().forceLoad) {
                load(node, Optional.empty());
                return true;
            }
        }
        return bootClosedSet(waiting);
    }

    private List<VirtualNode> waiting() {
        return state.nodes.values().stream()
                .filter(node -> node.vm == Vm.WAITING)
                .toList();
    }

    private Optional<VirtualNode> source(VirtualNode node) {
        return state.nodes.values().stream()
                .filter(VirtualNode::running)
                .filter(other -> node.disk().members.contains(other.name))
                .filter(other -> !node.disk().khepri() || other.disk().members.contains(node.name))
                .filter(other -> state.connects(node, other))
                .filter(other -> !node.disk().khepri() || KhepriRules.hasMajority(state, other))
                .findFirst();
    }

    private boolean bootClosedSet(List<VirtualNode> waiting) {
        List<VirtualNode> closed = new ArrayList<>(waiting);
        while (closed.removeIf(node -> !closedFor(node, closed))) {
            // until nothing has to be taken out any more
        }
        if (closed.isEmpty()) {
            return false;
        }
        // Under Khepri the longest log is elected. With Mnesia who waits for fewest knows most; where that leaves
        // several
        // they know the same (power loss), or each was last and the first one wins.
        Comparator<VirtualNode> newest =
                Comparator.comparingLong(node -> -node.disk().definitions.version());
        Comparator<VirtualNode> last =
                Comparator.comparingInt(node -> awaited(node, closed).size());
        VirtualNode first = closed.stream()
                .min(closed.get(0).disk().khepri() ? newest : last)
                .orElseThrow();
        load(first, Optional.empty());
        if (first.disk().khepri()) {
            // They come up as a majority: alone the first would have none to offer.
            closed.stream()
                    .filter(node -> node != first && KhepriRules.mutual(first, node))
                    .forEach(node -> load(node, Optional.of(first)));
        }
        return true;
    }

    /** The node, all that it waits for, and that those wait for. */
    private static Set<NodeName> awaited(VirtualNode node, List<VirtualNode> closed) {
        Set<NodeName> awaited = new TreeSet<>(node.disk().waitsFor());
        awaited.add(node.name);
        int before = -1;
        while (before != awaited.size()) {
            before = awaited.size();
            closed.stream()
                    .filter(other -> awaited.contains(other.name))
                    .forEach(other -> awaited.addAll(other.disk().waitsFor()));
        }
        return awaited;
    }

    private boolean closedFor(VirtualNode node, List<VirtualNode> closed) {
        if (node.disk().khepri()) {
            return KhepriRules.electable(state, node, closed);
        }
        return !node.disk().ram()
                && node.disk().waitsFor().stream()
                        .allMatch(awaited -> closed.stream()
                                .anyMatch(other -> other.name.equals(awaited) && state.connects(node, other)));
    }

    /** The tables are loaded: from the source, or from the own disk. */
    void load(VirtualNode node, Optional<VirtualNode> source) {
        Disk disk = node.disk();
        source.ifPresent(from -> adopt(disk, from.disk()));
        if (source.isEmpty()) {
            disk.definitions = disk.definitions.map(queue -> queue.durable() ? queue.atRest() : null);
        }
        node.vm = Vm.RUNNING;
        node.parted.clear();
        state.nodes.values().forEach(other -> other.parted.remove(node.name));
        // Under Khepri the marker is neither read nor removed (rabbit-recovery 4).
        disk.forceLoad = disk.forceLoad && disk.khepri();
        disk.cleanStop = false;
        disk.version = node.installed;
        Set<NodeName> group = state.groupNames(node);
        for (VirtualNode member : state.group(node)) {
            if (member != node) {
                member.disk().peers.put(node.name, PeerEvent.UP);
                disk.peers.put(member.name, PeerEvent.UP);
            }
        }
        if (source.isPresent()) {
            // Taken for true, not measured: what the source saw leave is left for the one that loads from it as well.
            Set<NodeName> down = new TreeSet<>(disk.members);
            down.removeAll(group);
            down.forEach(gone -> disk.peers.put(gone, PeerEvent.DOWN));
        }
        state.noteGroup(node);
        mirrors.afterLoad(node);
        raft.converge(node);
    }

    private static void adopt(Disk disk, Disk from) {
        disk.definitions = from.definitions;
        disk.members = new TreeSet<>(from.members);
        disk.disc = new TreeSet<>(from.disc);
        disk.peers.keySet().retainAll(disk.members);
    }
}
