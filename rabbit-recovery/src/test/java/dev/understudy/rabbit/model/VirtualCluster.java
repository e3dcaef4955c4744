// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.PartitionHandling;
import dev.understudy.rabbit.PeerEvent;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import dev.understudy.rabbit.RabbitVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A cluster in memory. What is done to it mirrors what is done to a real one: nodes run, stop, are killed, lose each other, are started and
 * repaired; each keeps on its disk only what it saw. Not thread-safe. An operation on a name without a host is an
 * {@link IllegalArgumentException}; what a real command would refuse is an {@link Outcome}.
 */
final class VirtualCluster {
    final ClusterState state;

    private VirtualCluster(ClusterState state) {
        this.state = state;
    }

    static VirtualCluster empty(MetadataStore store) {
        ClusterState state = new ClusterState();
        state.store = store;
        return new VirtualCluster(state);
    }

    /** All nodes disc nodes, joined to the first one, running. */
    static VirtualCluster running(RabbitVersion version, MetadataStore store, NodeName... names) {
        VirtualCluster cluster = empty(store);
        for (NodeName name : names) {
            cluster.host(name, version);
            cluster.start(name);
        }
        for (NodeName name : Arrays.asList(names).subList(1, names.length)) {
            cluster.join(name, names[0]);
        }
        return cluster;
    }

    VirtualCluster copy() {
        return new VirtualCluster(state.copy());
    }

    /** A host with the version installed and no data. */
    VirtualNode host(NodeName name, RabbitVersion version) {
        VirtualNode node = new VirtualNode(name, version);
        state.nodes.put(name, node);
        return node;
    }

    VirtualNode node(NodeName name) {
        return state.node(name);
    }

    Vm vm(NodeName name) {
        return node(name).vm;
    }

    void partitionHandling(PartitionHandling handling) {
        state.handling = handling;
    }

    // clients

    Outcome declare(NodeName at, QueueName name, HaPolicy policy) {
        return work().declareClassic(node(at), name, policy, true);
    }

    Outcome declareTransient(NodeName at, QueueName name) {
        return work().declareClassic(node(at), name, HaPolicy.NONE, false);
    }

    Outcome declare(NodeName at, QueueName name, QueueKind kind) {
        return work().declareReplicated(node(at), name, kind);
    }

    Outcome addUser(NodeName at, String user) {
        return work().addUser(node(at), user);
    }

    Outcome publish(NodeName at, QueueName name, int message) {
        return work().publish(node(at), name, message);
    }

    List<Integer> read(NodeName at, QueueName name) {
        return work().read(node(at), name);
    }

    String status(NodeName at, QueueName name) {
        return work().status(node(at), name);
    }

    Outcome deleteQueue(NodeName at, QueueName name) {
        return work().deleteQueue(node(at), name);
    }

    // going

    void stop(NodeName name) {
        new Departures(state).stop(node(name));
    }

    void kill(NodeName name) {
        new Departures(state).kill(node(name));
    }

    void powerLoss(NodeName... names) {
        new Departures(state).powerLoss(Arrays.stream(names).map(this::node).toList());
    }

    void killRacing(NodeName first, NodeName second) {
        new Departures(state).killRacing(node(first), node(second));
    }

    /** The host is gone, data and all; the running ones see it go. */
    void lose(NodeName name) {
        kill(name);
        node(name).vm = Vm.DEAD;
    }

    void partition(NodeName... side) {
        new Partitions(state).split(Set.of(side));
    }

    void heal(NodeName winner) {
        new Partitions(state).heal(winner);
    }

    // coming

    Outcome start(NodeName... names) {
        return new Booting(state).start(Arrays.stream(names).map(this::node).toList());
    }

    /** Time passes: who still waits gives up. */
    void windowExpires() {
        for (VirtualNode node : state.nodes.values()) {
            if (node.vm == Vm.WAITING) {
                node.bootFailed(
                        node.disk().khepri() ? "exit:timeout_waiting_for_leader" : "Timeout contacting cluster nodes");
            }
        }
    }

    Outcome stopApp(NodeName name) {
        return new Membership(state).stopApp(node(name));
    }

    Outcome startApp(NodeName name) {
        return new Membership(state).startApp(node(name));
    }

    void restartApp(NodeName name) {
        new Partitions(state).restart(node(name));
    }

    // repair

    Outcome forgetOffline(NodeName at, NodeName lost) {
        return new OfflineForget(state).run(node(at), lost);
    }

    Outcome forget(NodeName at, NodeName lost) {
        return new OnlineForget(state).run(node(at), lost);
    }

    Outcome forceBoot(NodeName name) {
        return new Membership(state).forceBoot(node(name));
    }

    Outcome forceStandalone(NodeName name) {
        return new Membership(state).forceStandalone(node(name));
    }

    Outcome join(NodeName name, NodeName to) {
        return new Membership(state).join(node(name), node(to), true);
    }

    Outcome joinRam(NodeName name, NodeName to) {
        return new Membership(state).join(node(name), node(to), false);
    }

    Outcome reset(NodeName name) {
        return new Membership(state).reset(node(name));
    }

    Outcome forceReset(NodeName name) {
        return new Membership(state).forceReset(node(name));
    }

    void wipe(NodeName name) {
        DirectoryWork.wipe(node(name));
    }

    /** Changes files from outside. */
    void edit(NodeName name, Consumer<Disk> change) {
        change.accept(node(name).disk());
    }

    void restore(NodeName host, NodeName directory, Disk copy) {
        DirectoryWork.restore(node(host), directory, copy);
    }

    Outcome rename(NodeName host, NodeName from) {
        return DirectoryWork.rename(node(host), from);
    }

    Outcome grow(NodeName at, NodeName added) {
        return raft().grow(node(at), added);
    }

    Outcome shrink(NodeName at, NodeName removed) {
        return raft().shrink(node(at), removed);
    }

    Outcome forceShrink(NodeName at) {
        return raft().forceShrink(node(at));
    }

    Outcome deleteMember(NodeName at, QueueName queue, NodeName removed) {
        return raft().deleteMember(node(at), queue, removed);
    }

    Outcome quorumCritical(NodeName at) {
        return raft().quorumCritical(node(at));
    }

    // looking

    Set<NodeName> members(NodeName at) {
        return node(at).disk().members;
    }

    Set<NodeName> runningAsSeenBy(NodeName at) {
        return state.groupNames(node(at));
    }

    PeerEvent peer(NodeName at, NodeName other) {
        return node(at).disk().peers.get(other);
    }

    private Work work() {
        return new Work(state);
    }

    private Raft raft() {
        return new Raft(state);
    }
}
