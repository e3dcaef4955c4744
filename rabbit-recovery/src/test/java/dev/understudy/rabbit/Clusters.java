// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Builds snapshots of stopped clusters by hand, a change at a time. */
final class Clusters {
    static final NodeName A = new NodeName("rabbit@hosta");
    static final NodeName B = new NodeName("rabbit@hostb");
    static final NodeName C = new NodeName("rabbit@hostc");
    static final NodeName D = new NodeName("rabbit@hostd");

    private final RabbitVersion version;
    private final MetadataStore store;
    private final Set<NodeName> members;
    private final Map<NodeName, Map<NodeName, PeerEvent>> peers = new TreeMap<>();
    private final Map<NodeName, List<QueueEvidence>> queues = new TreeMap<>();
    private final Map<NodeName, List<Finding>> findings = new TreeMap<>();
    private final Map<NodeName, UnaryOperator<DiskEvidence>> disks = new TreeMap<>();
    private final Map<NodeName, List<UnaryOperator<NodeSnapshot>>> changes = new LinkedHashMap<>();
    private PartitionHandling handling = PartitionHandling.IGNORE;

    private Clusters(String version, MetadataStore store, NodeName... members) {
        this.version = RabbitVersion.parse(version);
        this.store = store;
        this.members = new TreeSet<>(Arrays.asList(members));
    }

    /** A stopped cluster in which nobody saw anybody leave: a power loss. */
    static Clusters mnesia(String version, NodeName... members) {
        return new Clusters(version, MetadataStore.MNESIA, members);
    }

    static Clusters khepri(String version, NodeName... members) {
        return new Clusters(version, MetadataStore.KHEPRI, members);
    }

    /** The nodes stopped one after the other: each saw those before it leave. */
    Clusters stopped(NodeName... order) {
        for (int late = 0; late < order.length; late++) {
            for (int early = 0; early < late; early++) {
                saw(order[late], order[early]);
            }
        }
        return this;
    }

    /** The node saw the other one go down. */
    Clusters saw(NodeName node, NodeName down) {
        peers.computeIfAbsent(node, any -> new TreeMap<>()).put(down, PeerEvent.DOWN);
        return this;
    }

    Clusters state(NodeState state, NodeName... nodes) {
        for (NodeName node : nodes) {
            change(node, snapshot -> snapshot.withState(state));
        }
        return this;
    }

    /** Declared lost; nothing of its disk is known. */
    Clusters lost(NodeName... nodes) {
        for (NodeName node : nodes) {
            gone(node, Declaration.LOST);
        }
        return this;
    }

    Clusters rebuilt(NodeName node) {
        return gone(node, Declaration.REBUILT);
    }

    private Clusters gone(NodeName node, Declaration declaration) {
        return change(node, snapshot -> NodeSnapshot.of(node).withDeclaration(declaration));
    }

    Clusters spare(NodeName node) {
        return change(node, snapshot -> NodeSnapshot.of(node).withDeclaration(Declaration.SPARE));
    }

    Clusters files(NodeName node, String place) {
        return change(node, snapshot -> snapshot.withFilesAt(place));
    }

    Clusters handling(PartitionHandling newHandling) {
        handling = newHandling;
        return this;
    }

    /** A queue with contents at the nodes named; all members know it. */
    Clusters queue(String name, QueueKind kind, NodeName leader, List<NodeName> replicas, NodeName... contents) {
        members.forEach(node -> queueAt(
                node, name, kind, leader, replicas, Arrays.asList(contents).contains(node), OptionalLong.empty()));
        return this;
    }

    /** A queue as one node knows it. */
    Clusters queueAt(
            NodeName node,
            String name,
            QueueKind kind,
            NodeName leader,
            List<NodeName> replicas,
            boolean contents,
            OptionalLong messages) {
        queues.computeIfAbsent(node, any -> new ArrayList<>())
                .add(new QueueEvidence(
                        new QueueName("/", name),
                        kind,
                        leader,
                        replicas,
                        Set.of(),
                        contents,
                        messages,
                        Optional.empty()));
        return this;
    }

    Clusters finding(NodeName node, Finding.Code code) {
        findings.computeIfAbsent(node, any -> new ArrayList<>())
                .add(new Finding(code, Finding.Severity.WARNING, "file", "meaning"));
        return this;
    }

    /** Changes what the node's directory says, last of all. */
    Clusters disk(NodeName node, UnaryOperator<DiskEvidence> change) {
        UnaryOperator<DiskEvidence> before = disks.getOrDefault(node, UnaryOperator.identity());
        disks.put(node, disk -> change.apply(before.apply(disk)));
        return this;
    }

    Clusters forceLoad(NodeName node) {
        return disk(node, d -> copy(d, d.members(), d.discMembers(), d.runningAtShutdown(), d.peers(), true));
    }

    Clusters ram(NodeName ram) {
        for (NodeName node : members) {
            disk(node, d -> {
                Set<NodeName> disc = new TreeSet<>(d.discMembers());
                disc.remove(ram);
                return copy(d, d.members(), disc, d.runningAtShutdown(), d.peers(), d.forceLoad());
            });
        }
        return this;
    }

    /** The node knows these members only. */
    Clusters membersAt(NodeName node, NodeName... known) {
        Set<NodeName> set = Set.of(known);
        return disk(node, d -> copy(d, set, set, d.runningAtShutdown(), d.peers(), d.forceLoad()));
    }

    /** Neither Mnesia's log nor the list of running nodes could be read. */
    Clusters blind(NodeName node) {
        return disk(
                node, d -> copy(d, d.members(), d.discMembers(), Optional.empty(), Optional.empty(), d.forceLoad()));
    }

    /** Runs, and says this of its cluster. */
    Clusters running(NodeName node, Set<NodeName> known, Map<NodeName, Set<NodeName>> partitions) {
        return change(
                node,
                snapshot -> snapshot.withState(NodeState.RUNNING)
                        .withLive(new LiveEvidence(
                                known,
                                Set.of(),
                                known,
                                partitions,
                                store,
                                queues.getOrDefault(node, List.of()),
                                Set.of("guest"),
                                Set.of("/"))));
    }

    private Clusters change(NodeName node, UnaryOperator<NodeSnapshot> change) {
        changes.computeIfAbsent(node, any -> new ArrayList<>()).add(change);
        return this;
    }

    ClusterSnapshot snapshot() {
        Set<NodeName> all = new TreeSet<>(members);
        all.addAll(changes.keySet());
        List<NodeSnapshot> nodes = new ArrayList<>();
        for (NodeName name : all) {
            NodeSnapshot node = NodeSnapshot.of(name)
                    .withState(NodeState.STOPPED)
                    .withVersion(version)
                    .withDisk(diskOf(name));
            for (UnaryOperator<NodeSnapshot> change : changes.getOrDefault(name, List.of())) {
                node = change.apply(node);
            }
            nodes.add(node);
        }
        return new ClusterSnapshot(nodes, handling);
    }

    private DiskEvidence diskOf(NodeName node) {
        Set<NodeName> running = new TreeSet<>(members);
        Map<NodeName, PeerEvent> seen = peers.getOrDefault(node, Map.of());
        running.removeAll(seen.keySet());
        DiskEvidence disk = new DiskEvidence(
                "/var/lib/rabbitmq/mnesia/" + node,
                members,
                members,
                Optional.of(running),
                Optional.of(seen),
                Shutdown.CLEAN,
                Optional.of(store),
                Optional.of(version),
                false,
                Set.of(),
                queues.getOrDefault(node, List.of()),
                Set.of("guest"),
                Set.of("/"),
                findings.getOrDefault(node, List.of()));
        return disks.getOrDefault(node, UnaryOperator.identity()).apply(disk);
    }

    private static DiskEvidence copy(
            DiskEvidence d,
            Set<NodeName> members,
            Set<NodeName> disc,
            Optional<Set<NodeName>> running,
            Optional<Map<NodeName, PeerEvent>> peers,
            boolean forceLoad) {
        return new DiskEvidence(
                d.directory(),
                members,
                disc,
                running,
                peers,
                d.shutdown(),
                d.store(),
                d.version(),
                forceLoad,
                d.featureFlags(),
                d.queues(),
                d.users(),
                d.vhosts(),
                d.findings());
    }
}
