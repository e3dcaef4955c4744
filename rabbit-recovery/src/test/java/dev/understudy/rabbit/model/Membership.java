// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.PeerEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Joining, resetting, and the two ways of forcing a boot (rabbit-recovery 1.2, 1.5, 1.7, 4). */
final class Membership {
    private final ClusterState state;
    private final Booting booting;
    private final Departures departures;

    Membership(ClusterState state) {
        this.state = state;
        this.booting = new Booting(state);
        this.departures = new Departures(state);
    }

    /** {@code stop_app}, {@code join_cluster}, {@code start_app} on a node that runs alone. */
    Outcome join(VirtualNode node, VirtualNode to, boolean disc) {
        if (!node.vm.answers() || node.vm == Vm.WAITING || !to.running()) {
            return Outcome.failed("nodedown");
        }
        if (!state.connects(node, to)) {
            return Outcome.failed("TCP connection succeeded but Erlang distribution failed");
        }
        if (to.disk().members.contains(node.name)) {
            // The application starts again, as a broker of its own.
            return node.disk().members.contains(to.name)
                    ? new Outcome(0, "already a member")
                    : Outcome.failed("inconsistent_cluster");
        }
        if (node.disk().members.size() > 1) {
            return Outcome.failed("the node is a member of another cluster");
        }
        if (!node.installed.equals(to.installed) || !state.writable(to)) {
            return Outcome.failed("incompatible, or no majority");
        }
        departures.stopApp(node);
        Disk disk = new Disk(node.name, node.installed, to.disk().store);
        node.directories.put(node.name, disk);
        for (VirtualNode member : state.group(to)) {
            member.disk().members.add(node.name);
            if (disc) {
                member.disk().disc.add(node.name);
            }
            member.disk().peers.put(node.name, PeerEvent.UP);
        }
        disk.members = new TreeSet<>(to.disk().members);
        disk.disc = new TreeSet<>(to.disk().disc);
        disk.peers = new TreeMap<>(to.disk().peers);
        disk.peers.remove(node.name);
        node.vm = Vm.WAITING;
        booting.load(node, Optional.of(to));
        return Outcome.OK;
    }

    /** {@code reset} asks a living peer to forget the node. */
    Outcome reset(VirtualNode node) {
        if (node.vm != Vm.APP_STOPPED) {
            return node.vm == Vm.WAITING ? new Outcome(70, "Mnesia is still running") : Outcome.failed("nodedown");
        }
        Optional<VirtualNode> peer = state.nodes.values().stream()
                .filter(other -> other.running() && node.disk().members.contains(other.name))
                .findFirst();
        if (peer.isEmpty() && node.disk().members.size() > 1) {
            return Outcome.failed("no_running_cluster_nodes");
        }
        peer.ifPresent(other -> new OnlineForget(state).run(other, node.name));
        node.directories.put(node.name, Disk.fresh(node.name, node.installed, state.store));
        return Outcome.OK;
    }

    Outcome forceReset(VirtualNode node) {
        if (node.vm != Vm.APP_STOPPED) {
            return Outcome.failed("nodedown");
        }
        node.directories.put(node.name, Disk.fresh(node.name, node.installed, state.store));
        return Outcome.OK;
    }

    /** {@code force_boot}: leaves a marker for the next boot. Under Khepri rc 0 and a file, no effect. */
    Outcome forceBoot(VirtualNode node) {
        if (!VersionRules.hasForceBoot(node.installed)) {
            return Outcome.usage("unknown command");
        }
        if (node.running()) {
            return Outcome.usage("requires the target node to be stopped");
        }
        node.disk().forceLoad = true;
        return Outcome.OK;
    }

    /** {@code force_standalone_khepri_boot}: only while the node waits. */
    Outcome forceStandalone(VirtualNode node) {
        if (!node.vm.answers()) {
            return Outcome.failed("nodedown");
        }
        if (node.vm != Vm.WAITING || node.disk().store != MetadataStore.KHEPRI) {
            return Outcome.failed("not waiting for a leader");
        }
        node.disk().members = new TreeSet<>(Set.of(node.name));
        node.disk().disc = new TreeSet<>(Set.of(node.name));
        booting.settle();
        return Outcome.OK;
    }

    /** {@code stop_app} on a waiting node blocks until the boot has failed (rabbit-recovery 1.2). */
    Outcome stopApp(VirtualNode node) {
        if (node.vm == Vm.WAITING) {
            node.bootFailed("timeout, while stop_app blocked");
            return Outcome.failed("the boot failed");
        }
        if (!node.vm.answers()) {
            return Outcome.failed("nodedown");
        }
        departures.stopApp(node);
        return Outcome.OK;
    }

    Outcome startApp(VirtualNode node) {
        if (node.vm != Vm.APP_STOPPED && node.vm != Vm.PAUSED) {
            return node.running() ? Outcome.OK : Outcome.failed("nodedown");
        }
        return booting.start(List.of(node));
    }
}
