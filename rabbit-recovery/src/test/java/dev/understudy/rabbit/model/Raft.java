// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Quorum queues and, roughly, streams: they go by their own logs, whatever the metadata says. A member whose disk was emptied counts for the
 * majority all the same, which is the rescue of two and the danger of three (rabbit-recovery 1.5).
 */
final class Raft {
    private final ClusterState state;

    Raft(ClusterState state) {
        this.state = state;
    }

    /** The log of the member that can be elected among the nodes this one talks to; empty without a majority. */
    Optional<RaftMember> leader(VirtualNode at, QueueName queue) {
        List<VirtualNode> group =
                state.group(at).stream().filter(node -> !node.disk().raftBroken).toList();
        RaftMember best = null;
        for (VirtualNode node : group) {
            RaftMember candidate = node.disk().raft.get(queue);
            if (candidate != null
                    && candidate.config().contains(node.name)
                    && electable(candidate, queue, group)
                    && (best == null || candidate.length() > best.length())) {
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean electable(RaftMember candidate, QueueName queue, List<VirtualNode> group) {
        int votes = 0;
        for (VirtualNode node : group) {
            RaftMember voter = node.disk().raft.get(queue);
            if (candidate.config().contains(node.name) && (voter == null || voter.length() <= candidate.length())) {
                votes++;
            }
        }
        return 2 * votes > candidate.config().size();
    }

    /** Where there is a leader, the running members follow its log. */
    void converge(VirtualNode at) {
        if (!at.running()) {
            return;
        }
        for (QueueDefinition queue : at.disk().definitions.all()) {
            if (!queue.classic()) {
                leader(at, queue.name()).ifPresent(log -> follow(at, queue, log));
            }
        }
    }

    private void follow(VirtualNode at, QueueDefinition queue, RaftMember log) {
        NodeName leads = null;
        for (VirtualNode node : state.group(at)) {
            if (node.disk().raftBroken) {
                continue;
            }
            if (log.config().contains(node.name)) {
                node.disk().raft.put(queue.name(), log);
                leads = leads == null || node.name.equals(queue.leader()) ? node.name : leads;
            } else {
                node.disk().raft.remove(queue.name());
            }
        }
        NodeName leader = leads;
        if (!leader.equals(queue.leader()) || !queue.members().equals(log.config())) {
            state.update(at, known -> known.with(queue.withMembers(leader, log.config())));
        }
    }

    /** {@code grow NODE all}: rc 0 whatever comes of it (rabbit-recovery 1.5). */
    Outcome grow(VirtualNode at, NodeName added) {
        StringBuilder errors = new StringBuilder();
        for (QueueDefinition queue : quorumQueues(at)) {
            Optional<RaftMember> log = leader(at, queue.name());
            if (log.isEmpty()) {
                errors.append("error: ").append(queue.name()).append(" has no leader; ");
            } else if (state.groupNames(at).contains(added)
                    && !log.get().config().contains(added)) {
                List<NodeName> more = new ArrayList<>(new TreeSet<>(log.get().config()));
                more.add(added);
                follow(at, queue, log.get().withConfig(more));
            }
        }
        return new Outcome(0, errors.toString());
    }

    /** {@code shrink NODE}, and what an online forget does from 3.8.10 on: only where there is a majority. */
    Outcome shrink(VirtualNode at, NodeName removed) {
        StringBuilder errors = new StringBuilder();
        for (QueueDefinition queue : quorumQueues(at)) {
            Optional<RaftMember> log = leader(at, queue.name());
            if (log.isEmpty()) {
                errors.append("error: ").append(queue.name()).append(" has no leader; ");
            } else if (log.get().config().contains(removed)
                    && log.get().config().size() > 1) {
                follow(
                        at,
                        queue,
                        log.get().withConfig(QueueDefinition.without(log.get().config(), removed)));
            }
        }
        return new Outcome(0, errors.toString());
    }

    /** {@code delete_member}: asks the leader, so it does not help where there is none (rabbit-recovery 1.8). */
    Outcome deleteMember(VirtualNode at, QueueName queue, NodeName removed) {
        Optional<RaftMember> log = leader(at, queue);
        if (log.isEmpty()) {
            return Outcome.failed("no_more_servers_to_try");
        }
        follow(
                at,
                at.disk().definitions.queue(queue).orElseThrow(),
                log.get().withConfig(QueueDefinition.without(log.get().config(), removed)));
        return Outcome.OK;
    }

    /** Makes the node the only member of all its quorum queues, whatever others know; from 3.12 on. */
    Outcome forceShrink(VirtualNode at) {
        if (!VersionRules.hasForceShrink(at.installed)) {
            return new Outcome(70, "undef");
        }
        for (QueueDefinition queue : quorumQueues(at)) {
            RaftMember here = at.disk().raft.get(queue.name());
            if (here != null) {
                at.disk().raft.put(queue.name(), here.withConfig(List.of(at.name)));
                state.update(at, known -> known.with(queue.withMembers(at.name, List.of(at.name))));
            }
        }
        converge(at);
        return Outcome.OK;
    }

    /** {@code check_if_node_is_quorum_critical}: whether a queue would lose its majority without the node. */
    Outcome quorumCritical(VirtualNode at) {
        for (QueueDefinition queue : quorumQueues(at)) {
            List<NodeName> config = queue.members();
            long running = config.stream()
                    .filter(state.groupNames(at)::contains)
                    .filter(member -> !member.equals(at.name))
                    .count();
            if (config.contains(at.name) && 2 * running <= config.size()) {
                return Outcome.failed("quorum critical: " + queue.name());
            }
        }
        return Outcome.OK;
    }

    private static List<QueueDefinition> quorumQueues(VirtualNode at) {
        return at.disk().definitions.all().stream()
                .filter(queue -> queue.kind() == QueueKind.QUORUM)
                .toList();
    }
}
