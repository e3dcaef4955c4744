// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A snapshot, asked what a plan needs to know: who is a member, who survives, who is given up, who knows what. */
final class View {
    /** What one node noted of another. */
    enum Sight {
        DOWN,
        NOT_DOWN,
        UNKNOWN
    }

    private final ClusterSnapshot snapshot;
    private final SortedSet<NodeName> survivors;
    private final SortedSet<NodeName> gone;
    private final SortedSet<NodeName> spares;

    View(ClusterSnapshot snapshot) {
        this.snapshot = snapshot;
        this.gone = named(node -> node.declaration().dataIsGone() && !rejoined(node.name()));
        this.spares = named(
                node -> node.declaration() == Declaration.SPARE && !rejoined(node.name()) && !listed(node.name()));
        this.survivors = named(node -> !gone.contains(node.name()) && !spares.contains(node.name()));
    }

    /** A replacement that already runs as a member of the cluster, as another member sees it. */
    private boolean rejoined(NodeName name) {
        return snapshot.nodes().stream()
                .filter(node -> node.declaration() == Declaration.EXPECTED && node.state() == NodeState.RUNNING)
                .flatMap(node -> node.live().stream())
                .anyMatch(live -> live.running().contains(name));
    }

    /** A spare that joined before, by the files of a member. */
    private boolean listed(NodeName spare) {
        return snapshot.nodes().stream()
                .filter(node -> node.declaration() == Declaration.EXPECTED)
                .flatMap(node -> node.disk().stream())
                .anyMatch(disk -> disk.members().contains(spare));
    }

    private SortedSet<NodeName> named(Predicate<NodeSnapshot> which) {
        return snapshot.nodes().stream()
                .filter(which)
                .map(NodeSnapshot::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    ClusterSnapshot snapshot() {
        return snapshot;
    }

    /** Members whose data is expected or at hand. */
    SortedSet<NodeName> survivors() {
        return survivors;
    }

    /** Nodes whose data is given up, whether or not the others still know them. */
    SortedSet<NodeName> gone() {
        return gone;
    }

    SortedSet<NodeName> spares() {
        return spares;
    }

    NodeSnapshot node(NodeName name) {
        return snapshot.node(name).orElseGet(() -> NodeSnapshot.of(name));
    }

    NodeState state(NodeName name) {
        return node(name).state();
    }

    boolean running(NodeName name) {
        return state(name) == NodeState.RUNNING;
    }

    /** Whether a step can be done on its host. */
    boolean available(NodeName name) {
        NodeSnapshot node = node(name);
        return switch (node.state()) {
            case RUNNING, WAITING, APP_STOPPED, STOPPED -> true;
            case UNREACHABLE -> false;
            case UNKNOWN -> node.disk().isPresent();
        };
    }

    SortedSet<NodeName> availableSurvivors() {
        return survivors.stream().filter(this::available).collect(Collectors.toCollection(TreeSet::new));
    }

    boolean vmRuns(NodeName name) {
        NodeState state = state(name);
        return state == NodeState.RUNNING || state == NodeState.WAITING || state == NodeState.APP_STOPPED;
    }

    /** The members as this node knows them; all nodes of the snapshot where it is not known. */
    SortedSet<NodeName> membersOf(NodeName name) {
        NodeSnapshot node = node(name);
        SortedSet<NodeName> members = new TreeSet<>();
        if (node.live().isPresent()) {
            members.addAll(node.live().get().discMembers());
            members.addAll(node.live().get().ramMembers());
        } else if (knowsMembers(name)) {
            members.addAll(node.disk().get().members());
        }
        if (members.isEmpty()) {
            members.addAll(survivors);
            members.addAll(gone);
        }
        members.add(name);
        return members;
    }

    /** Whether the node's membership was read; a Khepri node's text files do not count (rabbit-recovery 3). */
    boolean knowsMembers(NodeName name) {
        NodeSnapshot node = node(name);
        return node.live().isPresent()
                || (node.disk().isPresent() && !node.disk().get().members().isEmpty() && !khepri());
    }

    /** The disc members as this node knows them. */
    Set<NodeName> discMembersOf(NodeName name) {
        NodeSnapshot node = node(name);
        Set<NodeName> disc = node.live().isPresent()
                ? node.live().get().discMembers()
                : node.disk().map(DiskEvidence::discMembers).orElse(Set.of());
        return disc.isEmpty() ? membersOf(name) : disc;
    }

    boolean ram(NodeName name) {
        return !discMembersOf(name).contains(name)
                || survivors.stream()
                        .filter(other -> !other.equals(name) && knowsMembers(other))
                        .anyMatch(other -> membersOf(other).contains(name)
                                && !discMembersOf(other).contains(name));
    }

    /** Those given up that this node still takes for members. */
    List<NodeName> lostMembersOf(NodeName name) {
        return membersOf(name).stream().filter(gone::contains).toList();
    }

    /** What the node noted of the other: Mnesia's log if it was read, else its list of who was running (rabbit-recovery 1.1). */
    Sight sight(NodeName name, NodeName other) {
        NodeSnapshot node = node(name);
        Optional<Map<NodeName, PeerEvent>> peers = node.disk().flatMap(DiskEvidence::peers);
        if (peers.isPresent()) {
            return peers.get().get(other) == PeerEvent.DOWN ? Sight.DOWN : Sight.NOT_DOWN;
        }
        Optional<Set<NodeName>> listed = node.disk().flatMap(DiskEvidence::runningAtShutdown);
        if (listed.isPresent()) {
            return listed.get().contains(other) ? Sight.NOT_DOWN : Sight.DOWN;
        }
        return node.state() == NodeState.WAITING ? Sight.NOT_DOWN : Sight.UNKNOWN;
    }

    boolean khepri() {
        return stores().contains(MetadataStore.KHEPRI);
    }

    /** What the survivors keep their definitions in. */
    Set<MetadataStore> stores() {
        Set<MetadataStore> stores = new LinkedHashSet<>();
        for (NodeName name : survivors) {
            node(name).live().ifPresent(live -> stores.add(live.store()));
            node(name).disk().flatMap(DiskEvidence::store).ifPresent(stores::add);
        }
        return stores;
    }

    /** The lowest version among the survivors, if one is known: what all of them can do. */
    Optional<RabbitVersion> version() {
        return survivors.stream().flatMap(name -> versionOf(name).stream()).min(RabbitVersion::compareTo);
    }

    Optional<RabbitVersion> versionOf(NodeName name) {
        return node(name).version().or(() -> node(name).disk().flatMap(DiskEvidence::version));
    }

    boolean versionAtLeast(int major, int minor, int patch) {
        return version().map(known -> known.atLeast(major, minor, patch)).orElse(false);
    }

    /** The queues as this node knows them; what a running node says goes before its files. */
    List<QueueEvidence> queuesOf(NodeName name) {
        NodeSnapshot node = node(name);
        return node.live()
                .map(LiveEvidence::queues)
                .or(() -> node.disk().map(DiskEvidence::queues))
                .orElse(List.of());
    }

    Optional<QueueEvidence> queueAt(NodeName name, QueueName queue) {
        return queuesOf(name).stream()
                .filter(known -> known.name().equals(queue))
                .findFirst();
    }

    /** Whether each of these nodes knows the queue, as far as their definitions could be read. */
    boolean knownToAll(Collection<NodeName> nodes, QueueName queue) {
        return nodes.stream()
                .filter(node -> hasEvidence(node) && !found(node, Finding.Code.TABLE_NOT_READ))
                .allMatch(node -> queueAt(node, queue).isPresent());
    }

    boolean hasEvidence(NodeName name) {
        return node(name).live().isPresent() || node(name).disk().isPresent();
    }

    Set<String> usersOf(NodeName name) {
        return node(name)
                .live()
                .map(LiveEvidence::users)
                .or(() -> node(name).disk().map(DiskEvidence::users))
                .orElse(Set.of());
    }

    Set<String> vhostsOf(NodeName name) {
        return node(name)
                .live()
                .map(LiveEvidence::vhosts)
                .or(() -> node(name).disk().map(DiskEvidence::vhosts))
                .orElse(Set.of());
    }

    /** Where the node's data directory is, or will be once its files are restored. */
    String directory(NodeName name) {
        NodeSnapshot node = node(name);
        String installed = node.installation().directoryOf(name);
        if (node.declaration() == Declaration.FILES_ONLY) {
            return installed;
        }
        return node.disk()
                .map(DiskEvidence::directory)
                .filter(path -> !path.isEmpty())
                .orElse(installed);
    }

    boolean found(NodeName name, Finding.Code code) {
        return node(name).disk().map(disk -> disk.found(code)).orElse(false);
    }
}
