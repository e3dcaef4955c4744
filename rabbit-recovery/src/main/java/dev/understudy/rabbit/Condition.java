// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Set;

/** Something that can be looked up: what a step needs, and by what it is known to be done. Never an exit code (rabbit-recovery 5). */
public sealed interface Condition {
    /** The broker runs on the node. */
    record AppRunning(NodeName node) implements Condition {}

    /** The VM answers and the broker is booting. */
    record Waiting(NodeName node) implements Condition {}

    /** The VM answers, whatever the broker does. */
    record VmRunning(NodeName node) implements Condition {}

    /** No VM of this name runs. */
    record VmStopped(NodeName node) implements Condition {}

    /** The cluster of a running node has just these members. */
    record Members(NodeName at, Set<NodeName> members) implements Condition {
        public Members {
            members = Copies.sorted(members);
        }
    }

    /** The other one is a member of the running node's cluster. */
    record Member(NodeName at, NodeName other) implements Condition {}

    /** The other one is not a member of the running node's cluster. */
    record NotMember(NodeName at, NodeName other) implements Condition {}

    /** These members run, as a running node sees it. */
    record Running(NodeName at, Set<NodeName> nodes) implements Condition {
        public Running {
            nodes = Copies.sorted(nodes);
        }
    }

    /** A running node sees no partition. */
    record NoPartition(NodeName at) implements Condition {}

    /** By the files of a stopped node the other one is no member. */
    record ForgottenOnDisk(NodeName node, NodeName other) implements Condition {}

    /** The file or directory is not there. */
    record PathAbsent(NodeName node, String path) implements Condition {}

    /** The file or directory is there, and complete. */
    record PathPresent(NodeName node, String path) implements Condition {}

    /** All files of the directory belong to the user. */
    record OwnedBy(NodeName node, String directory, String owner) implements Condition {}

    /** These queues exist by their definitions, whether or not they answer. */
    record QueuesExist(NodeName at, Set<QueueName> queues) implements Condition {
        public QueuesExist {
            queues = Copies.sorted(queues);
        }
    }

    /** The queue does not exist by its definitions. */
    record QueueAbsent(NodeName at, QueueName queue) implements Condition {}

    /** The classic queues answer; quorum queues have a leader and no member on a node that is not of the cluster. */
    record QueuesAnswer(NodeName at, Set<QueueName> queues) implements Condition {
        public QueuesAnswer {
            queues = Copies.sorted(queues);
        }
    }

    /** No quorum queue has a member on the node. */
    record NoQuorumMember(NodeName at, NodeName node) implements Condition {}

    /** Every quorum queue with a leader has a member on the node. */
    record QuorumMember(NodeName at, NodeName node) implements Condition {}

    /** A message published to a scratch queue is confirmed and comes back. */
    record ServesMessages(NodeName at) implements Condition {}

    /** The operator has said yes to the question. */
    record Confirmed(String question) implements Condition {}
}
