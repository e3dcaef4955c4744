// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.Step;
import dev.understudy.rabbit.execute.Consent;
import dev.understudy.rabbit.execute.ExecutionOutcome;
import dev.understudy.rabbit.execute.JournalException;
import dev.understudy.rabbit.execute.ProgressListener;
import dev.understudy.rabbit.execute.RecoveryExecutor;
import dev.understudy.rabbit.execute.Seen;
import dev.understudy.rabbit.host.NodeAccess;
import dev.understudy.rabbit.observe.NodeObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The executor, as the commands want it: questions are answered by {@code --confirm}, outcomes become words. */
final class Hands implements Parts.Hands {
    private final NodeObserver observer;

    Hands(NodeObserver observer) {
        this.observer = observer;
    }

    @Override
    public Parts.Ending run(Parts.Order order, Parts.Progress progress) throws InterruptedException {
        ConsentWords words = order.consent();
        try {
            return ending(executor(order.nodes(), words, progress)
                    .run(order.course(), new Consent(words.level(), words.losses()), order.journal()));
        } catch (JournalException e) {
            return badInput(e);
        }
    }

    @Override
    public Parts.Ending resume(Path journal, List<NodeAccess> nodes, ConsentWords consent, Parts.Progress progress)
            throws InterruptedException {
        try {
            return ending(executor(nodes, consent, progress).resume(journal));
        } catch (JournalException e) {
            return badInput(e);
        }
    }

    private RecoveryExecutor executor(List<NodeAccess> nodes, ConsentWords words, Parts.Progress progress) {
        Map<NodeName, NodeAccess> hosts = new LinkedHashMap<>();
        nodes.forEach(access -> hosts.put(access.node(), access));
        return new RecoveryExecutor(hosts, observer, words.confirmed()::contains, new Lines(progress));
    }

    private static Parts.Ending badInput(JournalException e) {
        return new Parts.Ending(Parts.Ending.Result.BAD_INPUT, List.of(e.getMessage()));
    }

    private static Parts.Ending ending(ExecutionOutcome outcome) {
        if (outcome instanceof ExecutionOutcome.Done done) {
            return new Parts.Ending(Parts.Ending.Result.DONE, done.notes());
        }
        if (outcome instanceof ExecutionOutcome.AlreadyDone) {
            return new Parts.Ending(Parts.Ending.Result.DONE, List.of("it had been done before"));
        }
        if (outcome instanceof ExecutionOutcome.ConsentMissing missing) {
            return new Parts.Ending(
                    Parts.Ending.Result.CONSENT_MISSING,
                    missing.toAdd().stream()
                            .map(word -> "--consent " + Names.quote(word))
                            .toList());
        }
        if (outcome instanceof ExecutionOutcome.Stopped stopped) {
            return new Parts.Ending(
                    Parts.Ending.Result.CONSENT_MISSING, List.of("--confirm " + Names.quote(stopped.question())));
        }
        if (outcome instanceof ExecutionOutcome.BadInput bad) {
            return new Parts.Ending(Parts.Ending.Result.BAD_INPUT, bad.reasons());
        }
        ExecutionOutcome.StepFailed failed = (ExecutionOutcome.StepFailed) outcome;
        return new Parts.Ending(
                Parts.Ending.Result.FAILED,
                List.of("step " + failed.step().number() + ": " + failed.reason() + ": " + failed.seen()));
    }

    /** The part of the executor's news that is printed. */
    private record Lines(Parts.Progress progress) implements ProgressListener {
        @Override
        public void begun(Step step) {
            progress.begun(step);
        }

        @Override
        public void waiting(Step step, Condition condition, Seen seen, Duration since, Duration atMost) {
            progress.waiting(step, condition, since);
        }

        @Override
        public void done(Step step, boolean skipped, String note) {
            progress.done(step, skipped);
        }
    }
}
