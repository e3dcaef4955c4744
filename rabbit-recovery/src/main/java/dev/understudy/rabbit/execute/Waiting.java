// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.Runbook;
import dev.understudy.rabbit.Step;
import dev.understudy.rabbit.host.NodeAccess;
import dev.understudy.rabbit.observe.NodeObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at conditions, again and again if need be, and tells the listener what is waited for. */
final class Waiting {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Map<NodeName, NodeAccess> hosts;
    private final NodeObserver observer;
    private final Progress progress;
    private final ProgressListener listener;
    private final ExecutionClock clock;

    Waiting(
            Map<NodeName, NodeAccess> hosts,
            NodeObserver observer,
            Progress progress,
            ProgressListener listener,
            ExecutionClock clock) {
        this.hosts = hosts;
        this.observer = observer;
        this.progress = progress;
        this.listener = listener;
        this.clock = clock;
    }

    /** A condition that does not hold, and what was seen instead. */
    record Open(Condition condition, Seen seen) {
        @Override
        public String toString() {
            return Runbook.say(condition) + ": not so: " + seen.text();
        }
    }

    /** The first of the conditions that does not hold now. */
    Optional<Open> open(List<Condition> conditions) throws InterruptedException {
        Looks looks = new Looks(hosts, observer);
        for (Condition condition : conditions) {
            Seen seen = look(condition, looks);
            if (!seen.held()) {
                return Optional.of(new Open(condition, seen));
            }
        }
        return Optional.empty();
    }

    /** Waits until all conditions hold at once; if they do not within the limit, the first that did not at the last look. */
    Optional<Open> await(Step step, List<Condition> conditions, Duration limit) throws InterruptedException {
        long begunNanos = clock.nanoTime();
        while (true) {
            Optional<Open> open = open(conditions);
            Duration since = Duration.ofNanos(clock.nanoTime() - begunNanos);
            if (open.isEmpty() || since.compareTo(limit) >= 0) {
                return open;
            }
            listener.waiting(step, open.get().condition(), open.get().seen(), since, limit);
            clock.sleep(BETWEEN_LOOKS);
        }
    }

    private Seen look(Condition condition, Looks looks) throws InterruptedException {
        if (condition instanceof Condition.Confirmed asked) {
            return Seen.of(progress.confirmed(asked.question()), "the operator has not confirmed it");
        }
        return ConditionProbe.look(condition, looks);
    }
}
