// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.LiveEvidence;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueEvidence;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Conditions about queues that a listing does not tell: it says of a quorum queue without a majority that it runs (rabbit-recovery 5). */
final class QueueLooks {
    private QueueLooks() {}

    static Seen answer(Condition.QueuesAnswer condition, Looks looks) throws InterruptedException {
        return looks.live(condition.at(), live -> {
            Set<String> silent = new TreeSet<>();
            for (QueueName name : condition.queues()) {
                trouble(live, name, condition.at(), looks).ifPresent(why -> silent.add(name + " " + why));
            }
            return Seen.of(
                    silent.isEmpty(),
                    silent.isEmpty() ? condition.queues().size() + " queues answer" : String.join("; ", silent));
        });
    }

    private static Optional<String> trouble(LiveEvidence live, QueueName name, NodeName at, Looks looks)
            throws InterruptedException {
        Optional<QueueEvidence> queue = live.queues().stream()
                .filter(known -> known.name().equals(name))
                .findFirst();
        if (queue.isEmpty()) {
            return Optional.of("does not exist");
        }
        if (queue.get().kind() == QueueKind.QUORUM) {
            Set<NodeName> foreign = new TreeSet<>(queue.get().replicas());
            foreign.removeAll(ConditionProbe.members(live));
            if (!foreign.isEmpty()) {
                return Optional.of("has members on " + foreign + ", which are not of the cluster");
            }
            return leads(looks, at, name) ? Optional.empty() : Optional.of("has no leader");
        }
        if (queue.get().kind() == QueueKind.STREAM) {
            return Optional
                    .empty(); // of a stream that no client uses the listing says that it is down: nothing can be told
        }
        // A queue that does not answer has no number of messages.
        return queue.get().messages().isPresent() ? Optional.empty() : Optional.of("does not answer");
    }

    static Seen quorumMember(Condition.QuorumMember condition, Looks looks) throws InterruptedException {
        return looks.live(condition.at(), live -> {
            Set<QueueName> without = new TreeSet<>();
            for (QueueEvidence queue : live.queues()) {
                if (queue.kind() == QueueKind.QUORUM && !queue.replicas().contains(condition.node())) {
                    // One without a leader cannot take a member in: that is another step's work.
                    if (leads(looks, condition.at(), queue.name())) {
                        without.add(queue.name());
                    }
                }
            }
            return Seen.of(
                    without.isEmpty(),
                    without.isEmpty()
                            ? "every quorum queue with a leader has a member on " + condition.node()
                            : "without a member on " + condition.node() + ": " + without);
        });
    }

    private static boolean leads(Looks looks, NodeName at, QueueName queue) throws InterruptedException {
        return looks.observer().leaders(looks.access(at), queue).orElse(0) == 1;
    }

    static Seen serves(Condition.ServesMessages condition, Looks looks) throws InterruptedException {
        Optional<String> trouble = looks.observer().trouble(looks.access(condition.at()));
        return Seen.of(trouble.isEmpty(), trouble.orElse("a message was published, confirmed and read back"));
    }
}
