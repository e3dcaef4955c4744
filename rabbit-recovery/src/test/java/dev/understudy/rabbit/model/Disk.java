// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.PeerEvent;
import dev.understudy.rabbit.QueueName;
import dev.understudy.rabbit.RabbitVersion;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A data directory (rabbit-recovery 3), with the feature flags file that lies beside it. Mutable; {@link #copy} is deep. */
final class Disk {
    /** The name that its schema was made with: it serves no other. */
    final NodeName owner;
    /** By what it was written last. */
    RabbitVersion version;

    MetadataStore store;
    /** Mnesia's schema: all members, and those with disc copies. Under Khepri the members by the Raft configuration. */
    Set<NodeName> members = new TreeSet<>();

    Set<NodeName> disc = new TreeSet<>();
    /** {@code cluster_nodes.config}; an offline forget leaves it alone. */
    Set<NodeName> textMembers = new TreeSet<>();
    /** {@code LATEST.LOG}: the last event of each peer; who may load alone. */
    Map<NodeName, PeerEvent> peers = new TreeMap<>();

    StatusFile running = StatusFile.of(StatusFile.Form.MISSING);
    boolean forceLoad;
    boolean schemaPresent = true;
    boolean ownedByBroker = true;
    boolean featureFlags = true;
    /** Quorum queues were started under a path that they do not know: their members here are noproc for good (rabbit-recovery 1.9). */
    boolean raftBroken;

    boolean cleanStop = true;
    /** Where quorum queues believe to lie (3.10 stores the absolute path). */
    String path = "/var/lib/rabbitmq/mnesia";

    Definitions definitions = Definitions.EMPTY;
    /** Classic queues: the messages with a directory here. */
    final Map<QueueName, SortedSet<Integer>> contents = new TreeMap<>();

    final Map<QueueName, RaftMember> raft = new TreeMap<>();

    Disk(NodeName owner, RabbitVersion version, MetadataStore store) {
        this.owner = owner;
        this.version = version;
        this.store = store;
    }

    /** A directory as a first start makes it: a cluster of one. */
    static Disk fresh(NodeName owner, RabbitVersion version, MetadataStore store) {
        Disk disk = new Disk(owner, version, store);
        disk.members.add(owner);
        disk.disc.add(owner);
        disk.textMembers.add(owner);
        disk.running = StatusFile.of(Set.of(owner));
        disk.definitions = Definitions.EMPTY.withUser("guest");
        return disk;
    }

    Disk copy() {
        Disk copy = new Disk(owner, version, store);
        copy.members = new TreeSet<>(members);
        copy.disc = new TreeSet<>(disc);
        copy.textMembers = new TreeSet<>(textMembers);
        copy.peers = new TreeMap<>(peers);
        copy.running = running;
        copy.forceLoad = forceLoad;
        copy.schemaPresent = schemaPresent;
        copy.ownedByBroker = ownedByBroker;
        copy.featureFlags = featureFlags;
        copy.raftBroken = raftBroken;
        copy.cleanStop = cleanStop;
        copy.path = path;
        copy.definitions = definitions;
        contents.forEach((queue, messages) -> copy.contents.put(queue, new TreeSet<>(messages)));
        copy.raft.putAll(raft);
        return copy;
    }

    boolean khepri() {
        return store == MetadataStore.KHEPRI;
    }

    boolean ram() {
        return !disc.contains(owner);
    }

    /** The disc members that have to be there before this node loads its tables: those that it did not see leave (rabbit-recovery 1.1). */
    Set<NodeName> waitsFor() {
        Set<NodeName> awaited = new TreeSet<>(disc);
        awaited.remove(owner);
        awaited.removeIf(peer -> peers.get(peer) == PeerEvent.DOWN);
        return awaited;
    }

    /** Takes a member out of the schema. */
    void drop(NodeName member) {
        members.remove(member);
        disc.remove(member);
        peers.remove(member);
    }
}
