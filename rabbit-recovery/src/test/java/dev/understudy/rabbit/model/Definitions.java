// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.QueueName;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What one node knows of queues and users. A whole that is adopted from a peer as a whole, never merged: that is how a newer one gets lost
 * (rabbit-recovery 1.7).
 *
 * @param version counts the changes; under Khepri the highest one of a majority wins
 */
record Definitions(long version, SortedMap<QueueName, QueueDefinition> queues, SortedSet<String> users) {
    static final Definitions EMPTY = new Definitions(0, new TreeMap<>(), new TreeSet<>());

    Optional<QueueDefinition> queue(QueueName name) {
        return Optional.ofNullable(queues.get(name));
    }

    Definitions with(QueueDefinition queue) {
        SortedMap<QueueName, QueueDefinition> more = new TreeMap<>(queues);
        more.put(queue.name(), queue);
        return new Definitions(version + 1, more, users);
    }

    Definitions without(QueueName queue) {
        SortedMap<QueueName, QueueDefinition> fewer = new TreeMap<>(queues);
        fewer.remove(queue);
        return new Definitions(version + 1, fewer, users);
    }

    Definitions withUser(String user) {
        SortedSet<String> more = new TreeSet<>(users);
        more.add(user);
        return new Definitions(version + 1, queues, more);
    }

    /** Each queue changed; where the change gives null the queue is deleted. */
    Definitions map(UnaryOperator<QueueDefinition> change) {
        Definitions changed = this;
        for (QueueDefinition queue : all()) {
            QueueDefinition after = change.apply(queue);
            if (after == null) {
                changed = changed.without(queue.name());
            } else if (!after.equals(queue)) {
                changed = changed.with(after);
            }
        }
        return changed;
    }

    Collection<QueueDefinition> all() {
        return queues.values();
    }
}
