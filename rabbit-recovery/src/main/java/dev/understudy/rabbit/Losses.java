// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Making losses, and what the files of a node given up say is lost with it. */
final class Losses {
    private Losses() {}

    static Loss of(Loss.Kind kind, Object subject, String why) {
        return new Loss(kind, subject.toString(), OptionalLong.empty(), why);
    }

    static Loss of(Loss.Kind kind, Object subject, OptionalLong messages, String why) {
        return new Loss(kind, subject.toString(), messages, why);
    }

    /** About how many messages of the queue the node has, by its own evidence. */
    static OptionalLong messages(View view, NodeName node, QueueName queue) {
        return view.queueAt(node, queue).map(QueueEvidence::messages).orElse(OptionalLong.empty());
    }

    /** What only the other node's evidence knows of, if its state is dropped for the keeper's. */
    static List<Loss> onlyKnownTo(View view, NodeName other, NodeName keeper) {
        List<Loss> losses = new ArrayList<>();
        for (QueueEvidence queue : view.queuesOf(other)) {
            if (view.queueAt(keeper, queue.name()).isEmpty()) {
                losses.add(of(
                        Loss.Kind.QUEUE, queue.name(), queue.messages(), "only " + other + " knows it, by its files"));
            }
        }
        if (!view.usersOf(keeper).isEmpty()) {
            for (String user : view.usersOf(other)) {
                if (!view.usersOf(keeper).contains(user)) {
                    losses.add(of(
                            Loss.Kind.USER, QueueName.plain(user), "only " + other + " knows this user, by its files"));
                }
            }
        }
        if (!view.vhostsOf(keeper).isEmpty()) {
            for (String vhost : view.vhostsOf(other)) {
                if (!view.vhostsOf(keeper).contains(vhost)) {
                    losses.add(of(
                            Loss.Kind.VHOST,
                            QueueName.plain(vhost),
                            "only " + other + " knows this virtual host, by its files"));
                }
            }
        }
        return losses;
    }

    static Loss unseen(NodeName keeper, String of) {
        return of(
                Loss.Kind.UNSEEN,
                keeper,
                "what was created or published elsewhere after " + keeper + " stopped or lost sight of " + of
                        + ": nobody can list it");
    }
}
