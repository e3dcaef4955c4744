// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueName;
import java.util.Set;
import java.util.TreeSet;

/** Mirrored classic queues as nodes come and go (rabbit-recovery 1.3, 1.6, 1.10). */
final class Mirrors {
    private final ClusterState state;

    Mirrors(ClusterState state) {
        this.state = state;
    }

    /** A node stops cleanly: its unsynchronised mirrors delete their contents and their claim, on its own disk too. */
    void beforeCleanStop(VirtualNode node) {
        for (QueueDefinition queue : node.disk().definitions.all()) {
            if (queue.mirrors().contains(node.name) && !queue.synchronised().contains(node.name)) {
                state.update(node, known -> known.with(queue.withoutMirror(node.name, false)));
                node.disk().contents.remove(queue.name());
            }
        }
    }

    /** The survivors of a node's leaving, of which one is given, promote where their policies let them. The gone node does not learn of it. */
    void afterLoss(VirtualNode survivor, NodeName gone, boolean clean) {
        state.update(survivor, known -> known.map(queue -> after(queue, gone, clean)));
    }

    private static QueueDefinition after(QueueDefinition queue, NodeName gone, boolean clean) {
        if (!queue.classic()) {
            return queue;
        }
        if (!queue.leader().equals(gone)) {
            return queue.mirrors().contains(gone) ? queue.withoutMirror(gone, true) : queue;
        }
        for (NodeName mirror : queue.mirrors()) {
            if (queue.synchronised().contains(mirror)) {
                return queue.promoted(mirror);
            }
        }
        boolean unsynchronisedToo =
                clean ? queue.policy().alwaysOnShutdown() : !queue.policy().whenSyncedOnFailure();
        if (unsynchronisedToo && !queue.mirrors().isEmpty()) {
            return queue.promoted(queue.mirrors().get(0));
        }
        return queue.durable() ? queue : null;
    }

    /** A node has loaded its tables: masters take up what is on the disk, and mirrors start wherever there is a running master. */
    void afterLoad(VirtualNode loaded) {
        Disk disk = loaded.disk();
        disk.contents.keySet().removeIf(queue -> disk.definitions.queue(queue).isEmpty());
        Set<NodeName> group = state.groupNames(loaded);
        for (QueueDefinition queue : disk.definitions.all()) {
            if (!queue.classic()) {
                continue;
            }
            if (queue.leader().equals(loaded.name)) {
                disk.contents.computeIfAbsent(queue.name(), none -> new TreeSet<>());
            }
            if (queue.policy().mirrored() && group.contains(queue.leader())) {
                group.stream().filter(node -> !node.equals(queue.leader())).forEach(node -> mirror(queue.name(), node));
            }
        }
    }

    /** Starts a mirror beside a running master; what the node had of the queue is thrown away. */
    void mirror(QueueName name, NodeName at) {
        VirtualNode node = state.node(at);
        QueueDefinition queue = node.disk().definitions.queue(name).orElseThrow();
        if (queue.mirrors().contains(at)) {
            return;
        }
        VirtualNode master = state.node(queue.leader());
        Set<Integer> messages = master.disk().contents.get(name);
        boolean inSync = queue.policy().autoSync() || messages.isEmpty();
        node.disk().contents.put(name, new TreeSet<>(inSync ? messages : Set.of()));
        state.update(node, known -> known.with(queue.withMirror(at, inSync)));
    }
}
