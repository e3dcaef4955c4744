// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueKind;
import java.util.Optional;

/** {@code forget_cluster_node} on a running node: promotes nothing, deletes what had its master there (rabbit-recovery 1.5, 1.7). */
final class OnlineForget {
    private final ClusterState state;
    private final Raft raft;

    OnlineForget(ClusterState state) {
        this.state = state;
        this.raft = new Raft(state);
    }

    Outcome run(VirtualNode at, NodeName lost) {
        Optional<Outcome> refusal = refusal(at, lost);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        boolean stuckStream = at.installed.atLeast(4, 0, 0) && streamWithoutMajority(at);
        state.update(at, known -> known.map(queue -> after(queue, lost)));
        if (VersionRules.forgetShrinksQuorum(at.installed)) {
            raft.shrink(at, lost);
        }
        for (VirtualNode node : state.group(at)) {
            node.disk().drop(lost);
        }
        state.noteGroup(at);
        raft.converge(at);
        // A crash of the command after the deed (rabbit-recovery 4).
        return stuckStream ? new Outcome(70, "coordinator_unavailable") : Outcome.OK;
    }

    private Optional<Outcome> refusal(VirtualNode at, NodeName lost) {
        switch (at.vm) {
            case RUNNING:
                break;
            case WAITING:
                return Optional.of(Outcome.failed("failed_to_remove_node no_exists rabbit_durable_queue"));
            case APP_STOPPED:
            case PAUSED:
                return Optional.of(Outcome.failed("offline_node_no_offline_flag"));
            default:
                return Optional.of(Outcome.failed("DIAGNOSTICS: node down"));
        }
        if (lost.equals(at.name)) {
            return Optional.of(
                    at.disk().members.size() == 1
                            ? Outcome.failed("failed_to_remove_node combine_error schema 'Last replica'")
                            : Outcome.failed("must be stopped with stop_app before it can be removed"));
        }
        if (!at.disk().members.contains(lost)) {
            return Optional.of(Outcome.failed("not_a_cluster_node"));
        }
        VirtualNode target = state.nodes.get(lost);
        if (target != null && target.vm.mnesiaActive() && state.connects(at, target)) {
            return Optional.of(Outcome.failed(
                    "must be stopped with 'rabbitmqctl -n " + lost + " stop_app' before it can be removed"));
        }
        if (!state.writable(at)) {
            return Optional.of(Outcome.failed("metadata store operation timed out"));
        }
        return Optional.empty();
    }

    private static QueueDefinition after(QueueDefinition queue, NodeName lost) {
        if (!queue.classic()) {
            return queue;
        }
        return queue.leader().equals(lost) ? null : queue.withoutMirror(lost, false);
    }

    private boolean streamWithoutMajority(VirtualNode at) {
        return at.disk().definitions.all().stream()
                .anyMatch(queue -> queue.kind() == QueueKind.STREAM
                        && raft.leader(at, queue.name()).isEmpty());
    }
}
