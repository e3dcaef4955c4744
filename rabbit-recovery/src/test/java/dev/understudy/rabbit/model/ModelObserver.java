// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.Declaration;
import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.LiveEvidence;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.QueueEvidence;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import dev.understudy.rabbit.Shutdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sees of the model what the observers see of a real cluster: nothing of hosts that do not answer, of stopped nodes their files. */
final class ModelObserver {
    private final VirtualCluster cluster;

    ModelObserver(VirtualCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * @param unreachable hosts that nobody gets to, though nothing is wrong with them
     * @param lost declared so by the operator
     */
    ClusterSnapshot look(Set<NodeName> unreachable, Set<NodeName> lost, Set<NodeName> spares) {
        List<NodeSnapshot> nodes = new ArrayList<>();
        for (VirtualNode node : cluster.state.nodes.values()) {
            NodeSnapshot seen = lost.contains(node.name) || unreachable.contains(node.name)
                    ? NodeSnapshot.of(node.name).withState(NodeState.UNREACHABLE)
                    : look(node);
            if (spares.contains(node.name)) {
                seen = seen.withDeclaration(Declaration.SPARE);
            }
            nodes.add(lost.contains(node.name) ? seen.withDeclaration(Declaration.LOST) : seen);
        }
        return new ClusterSnapshot(nodes, cluster.state.handling);
    }

    private NodeSnapshot look(VirtualNode node) {
        NodeSnapshot seen = NodeSnapshot.of(node.name).withVersion(node.installed);
        return switch (node.vm) {
            case RUNNING -> seen.withState(NodeState.RUNNING).withLive(live(node));
            case WAITING -> seen.withState(NodeState.WAITING).withDisk(disk(node));
            case APP_STOPPED, PAUSED -> seen.withState(NodeState.APP_STOPPED).withDisk(disk(node));
            case STOPPED ->
                node.disk() == null
                        ? seen.withState(NodeState.STOPPED)
                        : seen.withState(NodeState.STOPPED).withDisk(disk(node));
            case DEAD -> NodeSnapshot.of(node.name).withState(NodeState.UNREACHABLE);
        };
    }

    private LiveEvidence live(VirtualNode node) {
        Disk disk = node.disk();
        Set<NodeName> ram = new TreeSet<>(disk.members);
        ram.removeAll(disk.disc);
        Map<NodeName, Set<NodeName>> partitions = new TreeMap<>();
        if (!Probes.partitions(node).isEmpty()) {
            partitions.put(node.name, Probes.partitions(node));
        }
        return new LiveEvidence(
                disk.disc,
                ram,
                cluster.runningAsSeenBy(node.name),
                partitions,
                disk.store,
                disk.definitions.all().stream()
                        .map(queue -> queue(queue, disk, Set.copyOf(queue.synchronised())))
                        .toList(),
                disk.definitions.users(),
                Set.of("/"));
    }

    private DiskEvidence disk(VirtualNode node) {
        Disk disk = node.disk();
        return new DiskEvidence(
                "/var/lib/rabbitmq/mnesia/" + node.name,
                disk.khepri() ? disk.textMembers : disk.members,
                disk.khepri() ? disk.textMembers : disk.disc,
                disk.khepri() ? Optional.empty() : Optional.of(disk.running.nodes()),
                disk.khepri() ? Optional.empty() : Optional.of(disk.peers),
                disk.cleanStop ? Shutdown.CLEAN : Shutdown.CRASH,
                Optional.of(disk.store),
                Optional.of(disk.version),
                disk.forceLoad,
                Set.of(),
                disk.khepri() ? contents(node.name, disk) : defined(disk),
                disk.khepri() ? Set.of() : disk.definitions.users(),
                Set.of("/"),
                List.of());
    }

    private static List<QueueEvidence> defined(Disk disk) {
        return disk.definitions.all().stream()
                .filter(QueueDefinition::durable)
                .map(queue -> queue(queue, disk, Set.of()))
                .toList();
    }

    /** Khepri's log is not read: there is what has contents here. */
    private static List<QueueEvidence> contents(NodeName self, Disk disk) {
        List<QueueEvidence> queues = new ArrayList<>();
        disk.contents.keySet().forEach(name -> queues.add(evidence(name, QueueKind.CLASSIC, self, List.of(), disk)));
        disk.raft.forEach((name, member) -> {
            // Of streams there is no such configuration.
            if (disk.definitions
                    .queue(name)
                    .filter(q -> q.kind() == QueueKind.QUORUM)
                    .isPresent()) {
                queues.add(evidence(name, QueueKind.QUORUM, self, member.config(), disk));
            }
        });
        return queues;
    }

    private static QueueEvidence evidence(
            QueueName name, QueueKind kind, NodeName leader, List<NodeName> replicas, Disk disk) {
        return new QueueEvidence(name, kind, leader, replicas, Set.of(), true, messages(disk, name), Optional.empty());
    }

    private static QueueEvidence queue(QueueDefinition queue, Disk disk, Set<NodeName> synchronised) {
        boolean here = disk.contents.containsKey(queue.name()) || disk.raft.containsKey(queue.name());
        List<NodeName> replicas =
                queue.classic() ? QueueDefinition.without(queue.recoverable(), queue.leader()) : queue.members();
        return new QueueEvidence(
                queue.name(),
                queue.kind(),
                queue.leader(),
                replicas,
                synchronised,
                here,
                messages(disk, queue.name()),
                Optional.empty());
    }

    private static OptionalLong messages(Disk disk, QueueName name) {
        return disk.contents.containsKey(name)
                ? OptionalLong.of(disk.contents.get(name).size())
                : OptionalLong.empty();
    }
}
