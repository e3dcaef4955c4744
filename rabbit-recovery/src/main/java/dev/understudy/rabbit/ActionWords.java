// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Collection;
import java.util.stream.Collectors;

/** What a step does, as one sentence for the person who is to do it. */
final class ActionWords {
    static final Sentences<Action> TABLE = new Sentences<Action>()
            .on(
                    Action.Start.class,
                    a -> "Start RabbitMQ of " + a.node() + ". Whether its broker comes up is for a later step.")
            .on(
                    Action.StartTogether.class,
                    a -> "Start RabbitMQ of " + names(a.nodes()) + " at the same time: each waits for the others, for "
                            + Spans.say(a.window()) + " and no longer.")
            .on(Action.Await.class, a -> "Wait until the broker of " + a.node() + " runs.")
            .on(
                    Action.StopVm.class,
                    a -> "Stop RabbitMQ of " + a.node() + ", by force where it does not stop by itself.")
            .on(
                    Action.CopyData.class,
                    a -> "Copy the data directory of " + a.node() + " aside, from " + a.from() + " to " + a.to() + ".")
            .on(
                    Action.ForgetOffline.class,
                    a -> "Make the stopped " + a.at() + " forget " + a.lost()
                            + ", offline: its synchronised mirrors take the place of lost masters.")
            .on(
                    Action.ForgetOnline.class,
                    a -> "Make the running " + a.at() + " forget " + a.lost()
                            + ": the cluster goes on without it, and without queues that only it had.")
            .on(
                    Action.Wipe.class,
                    a -> "Empty the data directory of " + a.node() + ", " + a.directory()
                            + ", and remove its feature flags, so that it can join as a new node.")
            .on(Action.Join.class, a -> "Join the empty " + a.node() + " to the cluster of " + a.to() + ".")
            .on(
                    Action.Grow.class,
                    a -> "Give the quorum queues a member on " + a.newMember() + ", by way of " + a.at() + ".")
            .on(
                    Action.Shrink.class,
                    a -> "Take the member on " + a.lost() + " out of the quorum queues that have a majority, by way of "
                            + a.at() + ".")
            .on(Action.ForceShrink.class, a -> "Make " + a.at() + " the only member of all quorum queues.")
            .on(
                    Action.ForceStandalone.class,
                    a -> "While " + a.at() + " still waits for the others, make it a cluster of its own.")
            .on(
                    Action.RemoveMarker.class,
                    a -> "Remove the file " + a.path() + " of " + a.node() + ": it stands in the way.")
            .on(
                    Action.ChangeOwner.class,
                    a -> "Give all files in " + a.directory() + " of " + a.node() + " to the user " + a.owner() + ".")
            .on(
                    Action.RestoreFiles.class,
                    a -> "Put the copy of the data directory of " + a.node() + " in place, from " + a.from() + " to "
                            + a.to() + ", on the host that takes over the name " + a.node() + ".")
            .on(
                    Action.RestartApp.class,
                    a -> "Stop the broker of " + a.node()
                            + " and start it again: it takes over the state of the others.")
            .on(Action.DeleteQueue.class, a -> "Delete the queue " + a.queue() + ", by way of " + a.at() + ".")
            .on(
                    Action.Verify.class,
                    a -> "Look whether all is as it should be, as seen by " + a.at() + ". This changes nothing.")
            .on(Action.AskOperator.class, a -> "Answer this before going on: " + a.question());

    private ActionWords() {}

    static String names(Collection<?> things) {
        return things.isEmpty() ? "none" : things.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
