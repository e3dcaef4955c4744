// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueName;
import java.util.Set;
import java.util.TreeSet;

/** What is done to data directories from outside: copies, wiping, restoring on another host (rabbit-recovery 1.9). */
final class DirectoryWork {
    private DirectoryWork() {}

    static void wipe(VirtualNode node) {
        node.directories.remove(node.name);
    }

    /** Puts a copy in place under the directory name; the quorum queues notice if the absolute path is another one. */
    static void restore(VirtualNode host, NodeName directory, Disk copy) {
        Disk placed = copy.copy();
        boolean moved = !placed.path.equals(host.basePath);
        if (moved && VersionRules.quorumStoresPath(placed.version)) {
            // badmatch enoent; setting the path right after such a boot does not bring them back.
            placed.raftBroken = true;
        }
        placed.path = host.basePath;
        host.directories.put(directory, placed);
    }

    /** {@code rename_cluster_node}, the directory renamed before: quorum queues and streams do not survive it; from 3.13 on it does nothing. */
    static Outcome rename(VirtualNode host, NodeName from) {
        Disk old = host.directories.get(from);
        if (!VersionRules.renames(host.installed)) {
            return new Outcome(0, "DEPRECATED: this command is a no-op");
        }
        NodeName to = host.name;
        Disk renamed = new Disk(to, old.version, old.store);
        renamed.members = swap(old.members, from, to);
        renamed.disc = swap(old.disc, from, to);
        renamed.textMembers = swap(old.textMembers, from, to);
        renamed.peers.putAll(old.peers);
        renamed.running = StatusFile.of(swap(old.running.nodes(), from, to));
        renamed.definitions = old.definitions.map(queue -> renamed(queue, from, to));
        for (QueueName queue : old.contents.keySet()) {
            renamed.contents.put(queue, old.contents.get(queue));
        }
        host.directories.remove(from);
        host.directories.put(to, renamed);
        return Outcome.OK;
    }

    private static QueueDefinition renamed(QueueDefinition queue, NodeName from, NodeName to) {
        return queue.leader().equals(from) ? queue.withMembers(to, queue.members()) : queue;
    }

    private static Set<NodeName> swap(Set<NodeName> nodes, NodeName from, NodeName to) {
        Set<NodeName> swapped = new TreeSet<>(nodes);
        if (swapped.remove(from)) {
            swapped.add(to);
        }
        return swapped;
    }
}
