// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import dev.understudy.rabbit.RabbitVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A cluster with work in it, of which nodes leave one after the other, and work goes on between. It keeps what was confirmed, and when.
 *
 * @param confirmed the messages of each durable queue
 * @param early those that were confirmed while all nodes ran
 */
record History(
        VirtualCluster cluster,
        Map<QueueName, SortedSet<Integer>> confirmed,
        Map<QueueName, SortedSet<Integer>> early,
        String text) {

    /** How a node leaves. */
    record Leaving(NodeName node, boolean killed) {
        @Override
        public String toString() {
            return node.host() + (killed ? " killed" : " stopped");
        }
    }

    /** Which queues there are. */
    enum Kinds {
        CLASSIC,
        MIRRORED,
        REPLICATED,
        ALL;

        boolean has(Kinds kind) {
            return this == ALL || this == kind;
        }
    }

    /**
     * @param leaving who leaves first, and how
     * @param thenPowerLoss whether the others lose their power at one moment, or run on
     */
    static History of(
            RabbitVersion version,
            MetadataStore store,
            List<NodeName> nodes,
            Kinds kinds,
            List<Leaving> leaving,
            boolean thenPowerLoss) {
        VirtualCluster cluster = VirtualCluster.running(version, store, nodes.toArray(NodeName[]::new));
        NodeName last = nodes.get(nodes.size() - 1);
        nodes.forEach(node -> cluster.declare(node, own(node), HaPolicy.NONE));
        if (kinds.has(Kinds.MIRRORED)) {
            cluster.declare(last, new QueueName("/", "m"), HaPolicy.M);
            cluster.declare(last, new QueueName("/", "mm"), HaPolicy.MM);
            cluster.declare(last, new QueueName("/", "mpf"), HaPolicy.MPF);
        }
        if (kinds.has(Kinds.REPLICATED)) {
            cluster.declare(last, new QueueName("/", "qq"), QueueKind.QUORUM);
            cluster.declare(last, new QueueName("/", "st"), QueueKind.STREAM);
        }
        History history = new History(
                cluster,
                new TreeMap<>(),
                new TreeMap<>(),
                "%s %s %s %s, %s".formatted(version, store, kinds, leaving, thenPowerLoss ? "then all" : "others run"));
        history.work(last);
        cluster.stop(nodes.get(0));
        cluster.start(nodes.get(0)); // whose mirrors of queues that are synchronised by hand are not from now on
        history.work(last);
        history.confirmed.forEach((queue, messages) -> history.early.put(queue, new TreeSet<>(messages)));
        Set<NodeName> up = new TreeSet<>(nodes);
        for (Leaving one : leaving) {
            if (one.killed) {
                cluster.kill(one.node);
            } else {
                cluster.stop(one.node);
            }
            up.remove(one.node);
            if (!up.isEmpty()) {
                NodeName at = up.iterator().next();
                history.settle(at);
                cluster.declare(at, new QueueName("/", "late." + one.node.host()), HaPolicy.NONE);
                history.work(at);
            }
        }
        if (thenPowerLoss) {
            cluster.powerLoss(up.toArray(NodeName[]::new));
        }
        return history;
    }

    static QueueName own(NodeName node) {
        return new QueueName("/", "own." + node.host());
    }

    History copy() {
        return new History(cluster.copy(), confirmed, early, text);
    }

    /** Where it was declared; only mirrors are promoted. */
    NodeName leaderOf(QueueName queue) {
        return cluster.state.nodes.values().stream()
                .flatMap(node -> node.disk().definitions.queue(queue).stream())
                .findFirst()
                .orElseThrow()
                .leader();
    }

    /** What RabbitMQ gave up by itself when it promoted a mirror is nobody's to bring back. */
    private void settle(NodeName at) {
        confirmed.forEach((queue, messages) -> {
            if (cluster.status(at, queue).equals("up")) {
                messages.retainAll(cluster.read(at, queue));
            }
        });
    }

    private void work(NodeName at) {
        List<QueueName> queues =
                new ArrayList<>(cluster.node(at).disk().definitions.queues().keySet());
        for (QueueName queue : queues) {
            SortedSet<Integer> messages = confirmed.computeIfAbsent(queue, any -> new TreeSet<>());
            int next = messages.isEmpty() ? 0 : messages.last() + 1;
            for (int message = next; message < next + 3; message++) {
                if (cluster.publish(at, queue, message).ok()) {
                    messages.add(message);
                }
            }
        }
    }
}
