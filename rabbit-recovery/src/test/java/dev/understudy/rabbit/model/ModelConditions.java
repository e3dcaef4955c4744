// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a condition of a step holds in the model. Copies are paths and nothing more. */
final class ModelConditions {
    private final VirtualCluster cluster;
    private final Set<String> paths = new HashSet<>();

    ModelConditions(VirtualCluster cluster) {
        this.cluster = cluster;
    }

    void made(NodeName node, String path) {
        paths.add(node + path);
    }

    boolean holds(Condition condition) {
        if (condition instanceof Condition.AppRunning c) {
            return cluster.node(c.node()).running();
        } else if (condition instanceof Condition.Waiting c) {
            return cluster.vm(c.node()) == Vm.WAITING;
        } else if (condition instanceof Condition.VmRunning c) {
            return cluster.vm(c.node()).answers();
        } else if (condition instanceof Condition.VmStopped c) {
            return !cluster.vm(c.node()).answers();
        } else if (condition instanceof Condition.Members c) {
            return cluster.members(c.at()).equals(c.members());
        } else if (condition instanceof Condition.Member c) {
            return cluster.members(c.at()).contains(c.other());
        } else if (condition instanceof Condition.NotMember c) {
            return !cluster.members(c.at()).contains(c.other());
        } else if (condition instanceof Condition.Running c) {
            return cluster.runningAsSeenBy(c.at()).containsAll(c.nodes());
        } else if (condition instanceof Condition.NoPartition c) {
            return Probes.partitions(cluster.node(c.at())).isEmpty();
        } else if (condition instanceof Condition.ForgottenOnDisk c) {
            return !cluster.members(c.node()).contains(c.other());
        } else if (condition instanceof Condition.PathPresent c) {
            return paths.contains(c.node() + c.path());
        } else if (condition instanceof Condition.PathAbsent c) {
            return absent(c);
        } else if (condition instanceof Condition.QueuesExist c) {
            return c.queues().stream()
                    .noneMatch(queue -> cluster.status(c.at(), queue).equals("absent"));
        } else if (condition instanceof Condition.QueueAbsent c) {
            return cluster.status(c.at(), c.queue()).equals("absent");
        } else if (condition instanceof Condition.QueuesAnswer c) {
            return c.queues().stream().allMatch(queue -> answers(c.at(), queue));
        } else if (condition instanceof Condition.NoQuorumMember c) {
            return quorum(c.at()).noneMatch(queue -> config(c.at(), queue).contains(c.node()));
        } else if (condition instanceof Condition.QuorumMember c) {
            return quorum(c.at())
                    .filter(queue -> cluster.status(c.at(), queue).equals("up"))
                    .allMatch(queue -> config(c.at(), queue).contains(c.node()));
        } else if (condition instanceof Condition.ServesMessages c) {
            return cluster.state.writable(cluster.node(c.at()));
        }
        return true; // who owns files, and what the operator said
    }

    private boolean absent(Condition.PathAbsent condition) {
        Disk disk = cluster.node(condition.node()).disk();
        if (condition.path().endsWith("/force_load")) {
            return disk == null || !disk.forceLoad;
        }
        if (condition.path().endsWith("/" + condition.node())) {
            return disk == null;
        }
        return !paths.contains(condition.node() + condition.path());
    }

    private boolean answers(NodeName at, QueueName queue) {
        if (cluster.node(at)
                .disk()
                .definitions
                .queue(queue)
                .filter(q -> q.kind() == QueueKind.STREAM)
                .isPresent()) {
            return true; // of streams a listing tells nothing
        }
        boolean classic = cluster.node(at)
                .disk()
                .definitions
                .queue(queue)
                .map(QueueDefinition::classic)
                .orElse(true);
        return cluster.status(at, queue).equals("up")
                && (classic || cluster.members(at).containsAll(config(at, queue)));
    }

    private Stream<QueueName> quorum(NodeName at) {
        return cluster.node(at).disk().definitions.all().stream()
                .filter(queue -> queue.kind() == QueueKind.QUORUM)
                .map(QueueDefinition::name);
    }

    /** The longest log's members. */
    private List<NodeName> config(NodeName at, QueueName queue) {
        return cluster.state.group(cluster.node(at)).stream()
                .map(node -> node.disk().raft.get(queue))
                .filter(Objects::nonNull)
                .max(Comparator.comparingInt(RaftMember::length))
                .map(RaftMember::config)
                .orElse(List.of());
    }
}
