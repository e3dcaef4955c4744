// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import static dev.understudy.rabbit.ActionWords.names;

/** What is looked up, as the end of a sentence that begins with "check that". */
final class ConditionWords {
    static final Sentences<Condition> TABLE = new Sentences<Condition>()
            .on(Condition.AppRunning.class, c -> "the broker of " + c.node() + " runs")
            .on(
                    Condition.Waiting.class,
                    c -> "the Erlang VM of " + c.node() + " answers and its broker is still booting")
            .on(Condition.VmRunning.class, c -> "the Erlang VM of " + c.node() + " answers")
            .on(Condition.VmStopped.class, c -> "no Erlang VM of " + c.node() + " runs")
            .on(Condition.Members.class, c -> "the members of the cluster are just " + names(c.members()))
            .on(Condition.Member.class, c -> c.other() + " is a member of the cluster of " + c.at())
            .on(Condition.NotMember.class, c -> c.other() + " is no member of the cluster of " + c.at())
            .on(Condition.Running.class, c -> "these members run, as " + c.at() + " sees it: " + names(c.nodes()))
            .on(Condition.NoPartition.class, c -> c.at() + " sees no partition")
            .on(
                    Condition.ForgottenOnDisk.class,
                    c -> "by the files of " + c.node() + ", " + c.other() + " is no member (schema.DAT tells;"
                            + " cluster_nodes.config goes on listing it; the same command again says not_a_cluster_node)")
            .on(Condition.PathAbsent.class, c -> c.path() + " is not there on the host of " + c.node())
            .on(Condition.PathPresent.class, c -> c.path() + " is there, and complete, on the host of " + c.node())
            .on(
                    Condition.OwnedBy.class,
                    c -> "all files in " + c.directory() + " on the host of " + c.node() + " belong to " + c.owner())
            .on(
                    Condition.QueuesExist.class,
                    c -> "these queues exist, whether or not they answer: " + names(c.queues()))
            .on(Condition.QueueAbsent.class, c -> "the queue " + c.queue() + " does not exist")
            .on(
                    Condition.QueuesAnswer.class,
                    c -> "these queues answer, and the quorum queues among them have a leader and no member outside the"
                            + " cluster: " + names(c.queues()))
            .on(Condition.NoQuorumMember.class, c -> "no quorum queue has a member on " + c.node())
            .on(Condition.QuorumMember.class, c -> "every quorum queue with a leader has a member on " + c.node())
            .on(
                    Condition.ServesMessages.class,
                    c -> "a message published to a scratch queue at " + c.at()
                            + " is confirmed and can be read back (any client will do)")
            .on(Condition.Confirmed.class, c -> "the answer is yes to: " + c.question());

    private ConditionWords() {}
}
