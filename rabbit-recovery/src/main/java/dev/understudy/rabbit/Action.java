// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.time.Duration;
import java.util.List;

/** What a step does; the planner knows why, the executor how. Each is a plain value. */
public sealed interface Action {
    /** Starts the node's VM; whether the broker comes up is another step. */
    record Start(NodeName node) implements Action {}

    /** Starts the VMs at the same time: each waits for the others, no longer than the window (rabbit-recovery 1.2). */
    record StartTogether(List<NodeName> nodes, Duration window) implements Action {
        public StartTogether {
            nodes = List.copyOf(nodes);
        }
    }

    /** Waits until the broker runs. */
    record Await(NodeName node) implements Action {}

    /** Stops the Erlang VM, by force where it does not stop. */
    record StopVm(NodeName node) implements Action {}

    /** Copies the data directory and its feature flags file aside, before a step that may lose something. */
    record CopyData(NodeName node, String from, String to) implements Action {}

    /** {@code forget_cluster_node --offline}: promotes mirrors (rabbit-recovery 1.6). The VM of {@code at} is stopped. */
    record ForgetOffline(NodeName at, NodeName lost) implements Action {}

    /** {@code forget_cluster_node}: deletes the queues whose master was there (rabbit-recovery 1.5). */
    record ForgetOnline(NodeName at, NodeName lost) implements Action {}

    /** Empties the data directory of a stopped node, feature flags included, so that it can join as a new one. */
    record Wipe(NodeName node, String directory) implements Action {}

    /** Joins a running, empty node to the cluster of another. */
    record Join(NodeName node, NodeName to) implements Action {}

    /** Gives quorum queues a member on the node. */
    record Grow(NodeName at, NodeName newMember) implements Action {}

    /** Takes the node's member out of the quorum queues that have a majority. */
    record Shrink(NodeName at, NodeName lost) implements Action {}

    /** Makes this node the only member of all quorum queues (3.12 and later). */
    record ForceShrink(NodeName at) implements Action {}

    /** Makes a waiting Khepri node a cluster of its own (rabbit-recovery 4). */
    record ForceStandalone(NodeName at) implements Action {}

    /** Removes a file that stands in the way: {@code force_load}, or a damaged {@code nodes_running_at_shutdown}. */
    record RemoveMarker(NodeName node, String path) implements Action {}

    /** Gives the files of the data directory to the broker's user. */
    record ChangeOwner(NodeName node, String directory, String owner) implements Action {}

    /** Puts a copy of a data directory in place on the host that takes the node's name. */
    record RestoreFiles(NodeName node, String from, String to) implements Action {}

    /** {@code stop_app}, {@code start_app}: the loser of a partition adopts the winner's state. */
    record RestartApp(NodeName node) implements Action {}

    /** Deletes a queue that nothing can bring back. */
    record DeleteQueue(NodeName at, QueueName queue) implements Action {}

    /** Looks whether all is as it should be; changes nothing. The step's conditions say at what. */
    record Verify(NodeName at) implements Action {}

    /** Asks for something that only a person can do or know, such as fencing a lost host. */
    record AskOperator(String question) implements Action {}
}
