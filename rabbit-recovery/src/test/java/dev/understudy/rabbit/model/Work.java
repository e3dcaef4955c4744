// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What clients do: declare, publish, read, delete. */
final class Work {
    private final ClusterState state;
    private final Mirrors mirrors;
    private final Raft raft;

    Work(ClusterState state) {
        this.state = state;
        this.mirrors = new Mirrors(state);
        this.raft = new Raft(state);
    }

    Outcome declareClassic(VirtualNode at, QueueName name, HaPolicy policy, boolean durable) {
        if (!state.writable(at)) {
            return Outcome.failed("541 metadata store operation timed out");
        }
        HaPolicy kept = VersionRules.mirrors(at.installed) ? policy : HaPolicy.NONE;
        QueueDefinition queue = QueueDefinition.classic(name, at.name, kept, durable);
        at.disk().contents.put(name, new TreeSet<>());
        state.update(at, known -> known.with(queue));
        if (kept.mirrored()) {
            state.groupNames(at).stream()
                    .filter(node -> !node.equals(at.name))
                    .forEach(node -> mirrors.mirror(name, node));
        }
        return Outcome.OK;
    }

    /** A quorum queue or a stream with a member on every node of the cluster; hangs where there is no majority. */
    Outcome declareReplicated(VirtualNode at, QueueName name, QueueKind kind) {
        List<NodeName> members = new ArrayList<>(at.disk().members);
        if (!state.writable(at) || 2 * state.group(at).size() <= members.size()) {
            return new Outcome(75, "the declaration hangs");
        }
        for (VirtualNode node : state.group(at)) {
            node.disk().raft.put(name, RaftMember.of(members));
        }
        state.update(at, known -> known.with(QueueDefinition.replicated(name, kind, at.name, members)));
        return Outcome.OK;
    }

    Outcome addUser(VirtualNode at, String user) {
        if (!state.writable(at)) {
            return Outcome.failed("541 metadata store operation timed out");
        }
        state.update(at, known -> known.withUser(user));
        return Outcome.OK;
    }

    /** Publishes one message; confirmed if ok. */
    Outcome publish(VirtualNode at, QueueName name, int message) {
        Optional<QueueDefinition> found = at.running() ? at.disk().definitions.queue(name) : Optional.empty();
        if (found.isEmpty()) {
            return new Outcome(404, "no queue");
        }
        QueueDefinition queue = found.get();
        if (!queue.classic()) {
            Optional<RaftMember> log = raft.leader(at, name);
            if (log.isEmpty()) {
                return Outcome.failed("nack");
            }
            RaftMember longer = log.get().append(message);
            state.group(at).stream()
                    .filter(node -> longer.config().contains(node.name))
                    .forEach(node -> node.disk().raft.put(name, longer));
            return Outcome.OK;
        }
        if (!state.groupNames(at).contains(queue.leader())) {
            return Outcome.failed("down");
        }
        state.node(queue.leader()).disk().contents.get(name).add(message);
        queue.mirrors()
                .forEach(mirror -> state.node(mirror).disk().contents.get(name).add(message));
        return Outcome.OK;
    }

    /** The messages that a client of the node gets: nothing if the queue is absent or down ({@link #status}). */
    List<Integer> read(VirtualNode at, QueueName name) {
        if (!status(at, name).equals("up")) {
            return List.of();
        }
        QueueDefinition queue = at.disk().definitions.queue(name).orElseThrow();
        return queue.classic()
                ? List.copyOf(state.node(queue.leader()).disk().contents.get(name))
                : raft.leader(at, name).orElseThrow().log();
    }

    /** {@code absent} by the definitions, {@code down} if it does not answer, else {@code up}. */
    String status(VirtualNode at, QueueName name) {
        if (!at.running()) {
            return "node not running";
        }
        Optional<QueueDefinition> queue = at.disk().definitions.queue(name);
        if (queue.isEmpty()) {
            return "absent";
        }
        boolean up = queue.get().classic()
                ? state.groupNames(at).contains(queue.get().leader())
                : raft.leader(at, name).isPresent();
        return up ? "up" : "down";
    }

    /** Needs no leader: deletes the definition, and forces where the members do not answer (rabbit-recovery 1.8). */
    Outcome deleteQueue(VirtualNode at, QueueName name) {
        if (!state.writable(at)) {
            return Outcome.failed("metadata store operation timed out");
        }
        boolean forced = status(at, name).equals("down");
        state.update(at, known -> known.without(name));
        for (VirtualNode node : state.group(at)) {
            node.disk().contents.remove(name);
            node.disk().raft.remove(name);
        }
        return new Outcome(0, forced ? "Attempting force delete, may require manual data clean up" : "");
    }
}
