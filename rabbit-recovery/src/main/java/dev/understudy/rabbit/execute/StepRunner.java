// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.Command;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.Runbook;
import dev.understudy.rabbit.Step;
import dev.understudy.rabbit.host.NodeAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does one step: looks whether it is done, whether it may be begun, runs its commands, and waits until its conditions say that it is done. */
final class StepRunner {
    /** How long what a step needs may be on its way, such as a broker that is restarting. */
    private static final Duration BEFORE_LIMIT = Duration.ofSeconds(30);

    /** How long a command that failed, or whose end nobody saw, is given to show that it worked nevertheless. */
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(15);

    /** A broker that has not stopped by then is ended by force: a waiting one never stops (rabbit-recovery 9). */
    private static final Duration POLITE_LIMIT = Duration.ofSeconds(60);

    private final Map<NodeName, NodeAccess> hosts;
    private final Journal journal;
    private final Waiting waiting;
    private final CommandRunner commands;
    private final Operator operator;
    private final ProgressListener listener;

    StepRunner(
            Map<NodeName, NodeAccess> hosts,
            Journal journal,
            Waiting waiting,
            CommandRunner commands,
            Operator operator,
            ProgressListener listener) {
        this.hosts = hosts;
        this.journal = journal;
        this.waiting = waiting;
        this.commands = commands;
        this.operator = operator;
        this.listener = listener;
    }

    /** Why the step is not done; empty if it is. */
    Optional<ExecutionOutcome> run(Step step) throws JournalException, InterruptedException {
        StepCommands earlier = journal.progress().commands(step.number());
        journal.append(JournalEvent.BEGUN, step.number(), Map.of("action", Runbook.say(step.action())));
        listener.begun(step);
        if (step.action() instanceof Action.AskOperator asked) {
            return ask(step, asked.question());
        }
        if (makesAFile(step.action()) && !earlier.any()) {
            Optional<String> there = isThere(step);
            if (there.isPresent()) {
                return fail(step, "what it would make is there from another time", there.get());
            }
        } else if (isDone(step, earlier)) {
            return end(step, true, "it was so already");
        }
        Optional<Waiting.Open> missing = waiting.await(step, step.before(), BEFORE_LIMIT);
        if (missing.isPresent()) {
            return fail(step, "it may not be begun", missing.get().toString());
        }
        return onlyLooks(step.action()) ? look(step) : act(step);
    }

    /** Of a step that another executor was at, what it set going may still be under way. */
    private boolean isDone(Step step, StepCommands earlier) throws InterruptedException {
        Duration patience = Duration.ZERO;
        if (earlier.allSucceeded(step.commands())) {
            patience = step.limit();
        } else if (earlier.any()) {
            patience = SETTLE_LIMIT;
        }
        return waiting.await(step, step.after(), patience).isEmpty();
    }

    /** The path that is there and should not be yet; what cannot be told is left to the command, which fails then. */
    private Optional<String> isThere(Step step) throws InterruptedException {
        for (Condition condition : step.after()) {
            if (condition instanceof Condition.PathPresent path
                    && waiting.open(List.of(path)).isEmpty()) {
                return Optional.of(Runbook.say(path) + ": remove it or move it away");
            }
        }
        return Optional.empty();
    }

    private Optional<ExecutionOutcome> ask(Step step, String question) throws JournalException, InterruptedException {
        if (!journal.progress().confirmed(question)) {
            if (!operator.confirm(question)) {
                journal.append(JournalEvent.FAILED, step.number(), Map.of("reason", "not confirmed"));
                return Optional.of(new ExecutionOutcome.Stopped(step, question, journal.file()));
            }
            journal.append(JournalEvent.CONFIRMED, step.number(), Map.of("question", question));
        }
        return end(step, false, "confirmed by the operator");
    }

    private Optional<ExecutionOutcome> look(Step step) throws JournalException, InterruptedException {
        Optional<Waiting.Open> open = waiting.await(step, step.after(), step.limit());
        return open.isPresent()
                ? fail(step, "not so within its time", open.get().toString())
                : end(step, false, "");
    }

    private Optional<ExecutionOutcome> act(Step step) throws JournalException, InterruptedException {
        boolean stops = step.action() instanceof Action.StopVm;
        Optional<CommandRunner.Failure> failure = commands.run(step, needed(step), stops ? POLITE_LIMIT : step.limit());
        if (failure.isPresent() && worksOnFiles(step.action())) {
            return fail(step, "its command failed", failure.get().toString());
        }
        Optional<Waiting.Open> open =
                waiting.await(step, step.after(), failure.isPresent() || stops ? SETTLE_LIMIT : step.limit());
        if (open.isPresent() && step.action() instanceof Action.StopVm stop) {
            commands.run(step, kill(stop.node()), POLITE_LIMIT);
            open = waiting.await(step, step.after(), step.limit());
        }
        if (open.isPresent()) {
            String said = failure.map(f -> "; " + f).orElse("");
            return fail(step, "it was not done within its time", open.get() + said);
        }
        return end(step, false, failure.map(f -> "it is done, although " + f).orElse(""));
    }

    /** Of nodes that are started together those that run already are left alone. */
    private List<Command> needed(Step step) throws InterruptedException {
        if (!(step.action() instanceof Action.StartTogether)) {
            return step.commands();
        }
        List<Command> needed = new ArrayList<>();
        for (Command command : step.commands()) {
            if (waiting.open(List.of(new Condition.VmRunning(command.node()))).isPresent()) {
                needed.add(command);
            }
        }
        return needed;
    }

    private Command kill(NodeName node) {
        return new Command(node, ForcedEnd.line(hosts.get(node).installation().directoryOf(node)), List.of());
    }

    private Optional<ExecutionOutcome> end(Step step, boolean skipped, String note) throws JournalException {
        journal.append(JournalEvent.ENDED, step.number(), Map.of("skipped", skipped, "note", note));
        listener.done(step, skipped, note);
        return Optional.empty();
    }

    private Optional<ExecutionOutcome> fail(Step step, String reason, String seen) throws JournalException {
        journal.append(JournalEvent.FAILED, step.number(), Map.of("reason", reason, "seen", seen));
        return Optional.of(new ExecutionOutcome.StepFailed(step, reason, seen, journal.file()));
    }

    /** What such a step makes may be there from another time: only if this course ran its command does that count as done. */
    private static boolean makesAFile(Action action) {
        return action instanceof Action.CopyData || action instanceof Action.RestoreFiles;
    }

    /** Plain commands on files: their exit status means what it says, and their conditions cannot prove that all was copied. */
    private static boolean worksOnFiles(Action action) {
        return makesAFile(action)
                || action instanceof Action.Wipe
                || action instanceof Action.RemoveMarker
                || action instanceof Action.ChangeOwner;
    }

    /** Steps whose commands are for a person who follows the runbook; here the conditions are looked at. */
    private static boolean onlyLooks(Action action) {
        return action instanceof Action.Await || action instanceof Action.Verify;
    }
}
