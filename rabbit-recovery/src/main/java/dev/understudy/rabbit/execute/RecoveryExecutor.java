// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.Command;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.Step;
import dev.understudy.rabbit.host.NodeAccess;
import dev.understudy.rabbit.observe.NodeObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Runs a course on real hosts. Consent to all of it is checked before anything is touched; every step is known to be done by its conditions and
 * not by exit codes (rabbit-recovery 5); a journal on disk says what was done, so that a run that was killed is resumed without doing a step
 * twice. One run at a time in each executor; it starts threads only for commands that belong together, and they end with it.
 *
 * <pre>{@code
 * RecoveryExecutor executor = new RecoveryExecutor(hosts, observer, question -> ask(question), listener);
 * ExecutionOutcome outcome = executor.run(course, Consent.parse(List.of("level=1")), Path.of("recovery.journal"));
 * if (outcome instanceof ExecutionOutcome.StepFailed failed) {
 *     ... mend what failed.seen() says
 *     outcome = executor.resume(failed.journal());
 * }
 * }</pre>
 */
public final class RecoveryExecutor {
    private final Map<NodeName, NodeAccess> hosts;
    private final NodeObserver observer;
    private final Operator operator;
    private final ProgressListener listener;
    private final ExecutionClock clock;

    /**
     * An executor on the machine's clock.
     *
     * @param hosts how each node of the course is reached
     * @param observer how nodes are looked at
     * @param operator who is asked what no command can tell
     * @param listener hears how it goes on
     */
    public RecoveryExecutor(
            Map<NodeName, NodeAccess> hosts, NodeObserver observer, Operator operator, ProgressListener listener) {
        this(hosts, observer, operator, listener, ExecutionClock.system());
    }

    /** The same with another clock. */
    public RecoveryExecutor(
            Map<NodeName, NodeAccess> hosts,
            NodeObserver observer,
            Operator operator,
            ProgressListener listener,
            ExecutionClock clock) {
        this.hosts = Map.copyOf(hosts);
        this.observer = Objects.requireNonNull(observer, "observer");
        this.operator = Objects.requireNonNull(operator, "operator");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Runs the course from its beginning.
     *
     * @param journal a file that is not there yet; its directory is made
     * @throws JournalException if the journal cannot be written; nothing is done that it does not tell of
     * @throws InterruptedException if the thread was interrupted; the run can be resumed
     */
    public ExecutionOutcome run(Course course, Consent consent, Path journal)
            throws JournalException, InterruptedException {
        Optional<ExecutionOutcome> refused = check(course, consent);
        if (refused.isPresent()) {
            return refused.get();
        }
        try (Journal begun = Journal.create(journal, course, consent, clock)) {
            return run(begun);
        }
    }

    /**
     * Goes on with a course from its journal, with the consent that was given.
     *
     * @throws JournalException if the journal is in use, not there, or damaged otherwise than by a last line that was cut
     * @throws InterruptedException if the thread was interrupted; the run can be resumed again
     */
    public ExecutionOutcome resume(Path journal) throws JournalException, InterruptedException {
        try (Journal taken = Journal.reopen(journal, clock)) {
            if (taken.progress().done()) {
                return new ExecutionOutcome.AlreadyDone(journal);
            }
            Optional<ExecutionOutcome> refused = check(taken.course(), taken.consent());
            return refused.isPresent() ? refused.get() : run(taken);
        }
    }

    /** What would be done as things are now; changes nothing. */
    public DryRun dryRun(Course course) throws InterruptedException {
        List<String> wrong = unreachable(course);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        Waiting waiting = new Waiting(hosts, observer, new Progress(), listener, clock);
        List<DryRun.Line> lines = new ArrayList<>();
        for (Step step : course.steps()) {
            if (step.action() instanceof Action.Verify) {
                // It would make a scratch queue.
                lines.add(new DryRun.Line(step, false, "looked at in the end"));
                continue;
            }
            Optional<Waiting.Open> open = waiting.open(step.after());
            lines.add(new DryRun.Line(
                    step, open.isEmpty(), open.map(Object::toString).orElse("")));
        }
        return new DryRun(lines);
    }

    private Optional<ExecutionOutcome> check(Course course, Consent consent) {
        List<String> wrong = new ArrayList<>(unreachable(course));
        consent.unknown(course).forEach(id -> wrong.add("consent to " + id + ", which this course does not lose"));
        if (!wrong.isEmpty()) {
            return Optional.of(new ExecutionOutcome.BadInput(wrong));
        }
        List<String> missing = consent.missing(course);
        return missing.isEmpty() ? Optional.empty() : Optional.of(new ExecutionOutcome.ConsentMissing(missing));
    }

    private List<String> unreachable(Course course) {
        Set<NodeName> needed = new TreeSet<>();
        for (Step step : course.steps()) {
            step.commands().stream().map(Command::node).forEach(needed::add);
            Stream.concat(step.before().stream(), step.after().stream())
                    .flatMap(condition -> ConditionProbe.at(condition).stream())
                    .forEach(needed::add);
        }
        needed.removeAll(hosts.keySet());
        return needed.stream()
                .map(node -> "it is not said how " + node + " is reached")
                .toList();
    }

    private ExecutionOutcome run(Journal journal) throws JournalException, InterruptedException {
        Waiting waiting = new Waiting(hosts, observer, journal.progress(), listener, clock);
        CommandRunner commands = new CommandRunner(hosts, journal, listener);
        StepRunner runner = new StepRunner(hosts, journal, waiting, commands, operator, listener);
        for (Step step : journal.course().steps()) {
            if (journal.progress().ended(step.number())) {
                continue;
            }
            Optional<ExecutionOutcome> stopped = runner.run(step);
            if (stopped.isPresent()) {
                return stopped.get();
            }
        }
        journal.append(JournalEvent.DONE, 0, Map.of());
        return new ExecutionOutcome.Done(journal.notes(), journal.file());
    }
}
