// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Collection;
import java.util.List;

/** By which line a person can look a condition up; empty where no single line tells. Written for the packaged tools. */
final class ConditionLooks {
    static final Sentences<Condition> TABLE = new Sentences<Condition>()
            .on(Condition.AppRunning.class, c -> diagnostics(c.node(), "check_running"))
            .on(Condition.Waiting.class, c -> diagnostics(c.node(), "is_booting"))
            .on(Condition.VmRunning.class, c -> diagnostics(c.node(), "ping"))
            .on(Condition.VmStopped.class, c -> "epmd -names    # must not name: " + prefix(c.node()))
            .on(Condition.Members.class, c -> clusterStatus(c.at()))
            .on(Condition.Member.class, c -> clusterStatus(c.at()))
            .on(Condition.NotMember.class, c -> clusterStatus(c.at()))
            .on(Condition.Running.class, c -> clusterStatus(c.at()))
            .on(Condition.NoPartition.class, c -> clusterStatus(c.at()))
            .on(Condition.ForgottenOnDisk.class, c -> "")
            .on(Condition.PathAbsent.class, c -> "ls -ld " + quote(c.path()) + "    # No such file or directory")
            .on(Condition.PathPresent.class, c -> "ls -ld " + quote(c.path()))
            .on(
                    Condition.OwnedBy.class,
                    c -> "find " + quote(c.directory()) + " ! -user " + quote(c.owner()) + "    # prints nothing")
            .on(Condition.QueuesExist.class, c -> queueNames(c.at()))
            .on(Condition.QueueAbsent.class, c -> queueNames(c.at()))
            .on(
                    Condition.QueuesAnswer.class,
                    c -> "rabbitmqctl -n " + c.at() + " list_queues -p " + vhost(c.queues())
                            + " name type state messages members")
            .on(Condition.NoQuorumMember.class, c -> queueMembers(c.at()))
            .on(Condition.QuorumMember.class, c -> queueMembers(c.at()))
            .on(Condition.ServesMessages.class, c -> "")
            .on(Condition.Confirmed.class, c -> "");

    private ConditionLooks() {}

    private static String diagnostics(NodeName node, String what) {
        return "rabbitmq-diagnostics -n " + node + " " + what;
    }

    private static String clusterStatus(NodeName at) {
        return "rabbitmqctl -n " + at + " cluster_status";
    }

    /** list_queues leaves out what does not answer (rabbit-recovery 5). */
    private static String queueNames(NodeName at) {
        return "rabbitmqctl -n " + at + " eval 'rabbit_amqqueue:list_names().'";
    }

    private static String queueMembers(NodeName at) {
        return "rabbitmqctl -n " + at + " list_queues -p VHOST name type members";
    }

    private static String vhost(Collection<QueueName> queues) {
        List<String> vhosts = queues.stream().map(QueueName::vhost).distinct().toList();
        return vhosts.size() == 1 ? quote(vhosts.get(0)) : "VHOST";
    }

    private static String prefix(NodeName node) {
        return node.value().substring(0, node.value().indexOf('@'));
    }

    private static String quote(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
