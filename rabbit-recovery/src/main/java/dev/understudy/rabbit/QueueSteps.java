// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Mending replicated queues, and the proof at the end. */
final class QueueSteps {
    private final Work work;

    QueueSteps(Work work) {
        this.work = work;
    }

    void shrink(NodeName at, NodeName lost) {
        work.steps()
                .risky(
                        new Action.Shrink(at, lost),
                        List.of(work.on(at).queues("shrink " + lost)),
                        "quorum queues with a majority still count a member on " + lost
                                + ", which was forgotten without being taken out of them",
                        List.of(new Condition.AppRunning(at)),
                        List.of(new Condition.NoQuorumMember(at, lost)),
                        Limits.QUEUES,
                        "grow onto another node",
                        ConsentLevel.REDUNDANCY,
                        List.of());
    }

    void grow(NodeName at, NodeName newMember, String reason) {
        work.steps()
                .risky(
                        new Action.Grow(at, newMember),
                        List.of(work.on(at).queues("grow " + newMember + " all")),
                        reason,
                        List.of(new Condition.AppRunning(at), new Condition.AppRunning(newMember)),
                        List.of(new Condition.QuorumMember(at, newMember)),
                        Limits.QUEUES,
                        "shrink from that node",
                        ConsentLevel.REDUNDANCY,
                        List.of());
    }

    void forceShrink(NodeName at, List<QueueEvidence> stuck, List<Loss> losses) {
        work.steps()
                .risky(
                        new Action.ForceShrink(at),
                        List.of(work.on(at)
                                .ctl("eval 'rabbit_quorum_queue:force_all_queues_shrink_member_to_current_member().'")),
                        "quorum queues have lost their majority and wait for it for ever: " + names(stuck),
                        List.of(new Condition.AppRunning(at)),
                        List.of(new Condition.QueuesAnswer(
                                at, stuck.stream().map(QueueEvidence::name).collect(Collectors.toSet()))),
                        Limits.QUEUES,
                        "none; growing gives the queues members again",
                        ConsentLevel.FORCE,
                        losses);
    }

    void delete(NodeName at, QueueName queue) {
        work.steps()
                .risky(
                        new Action.DeleteQueue(at, queue),
                        List.of(work.on(at)
                                .ctl("delete_queue " + Commands.quote(queue.name()) + " --vhost "
                                        + Commands.quote(queue.vhost()))),
                        queue
                                + " does not answer and nothing can bring it back; while it is there, clients cannot declare it anew",
                        List.of(new Condition.AppRunning(at)),
                        List.of(new Condition.QueueAbsent(at, queue)),
                        Limits.QUEUES,
                        "none; declare it anew, it will be empty",
                        ConsentLevel.FORCE,
                        List.of(Losses.of(Loss.Kind.QUEUE, queue, "it is deleted, to be declared anew")));
    }

    /** Proves that everything is as the plan foresees. */
    void verify(
            NodeName at, Set<NodeName> members, Set<NodeName> running, Set<QueueName> exist, Set<QueueName> answer) {
        List<Condition> after = new java.util.ArrayList<>();
        running.forEach(node -> after.add(new Condition.AppRunning(node)));
        after.add(new Condition.Running(at, running));
        after.add(new Condition.Members(at, members));
        after.add(new Condition.NoPartition(at));
        if (!exist.isEmpty()) {
            after.add(new Condition.QueuesExist(at, exist));
        }
        if (!answer.isEmpty()) {
            after.add(new Condition.QueuesAnswer(at, answer));
        }
        after.add(new Condition.ServesMessages(at));
        work.steps()
                .safe(
                        new Action.Verify(at),
                        List.of(work.on(at).ctl("cluster_status"), work.on(at).diagnostics("check_virtual_hosts")),
                        "no exit code proves it: members, queues and a message do",
                        List.of(new Condition.AppRunning(at)),
                        after,
                        Limits.VERIFY,
                        "none needed: looking changes nothing");
    }

    private static String names(List<QueueEvidence> queues) {
        return Words.list(queues.stream().map(QueueEvidence::name).toList());
    }
}
