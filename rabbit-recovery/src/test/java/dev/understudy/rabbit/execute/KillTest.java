// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.observe.NodeObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An executor that is killed at any moment, and another one that goes on. */
class KillTest {
    /** Of a step of several commands, those that do no harm when they are repeated. */
    private static final Set<String> REPEATABLE = Set.of("hostc: stop_app", "hostc: join", "hostc: start_app");

    @TempDir
    private Path directory;

    private final Course course = EveryAction.course();
    private int asked;

    @Test
    void everyActionIsInTheCourse() {
        Set<String> actions = Arrays.stream(Action.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        actions.remove("ForgetOffline"); // which ForgetOfflineTest kills
        assertThat(course.steps().stream().map(step -> step.action().getClass().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(actions);
    }

    @Test
    void killedAtAnyMomentItEndsTheSameAndDoesNothingTwice() throws Exception {
        World untouched = EveryAction.world();
        Killer counter = Killer.never();
        assertThat(execute(untouched, counter, directory.resolve("untouched")))
                .isInstanceOf(ExecutionOutcome.Done.class);
        assertThat(untouched.commands).hasSize(19).doesNotHaveDuplicates();
        assertThat(counter.moments()).isGreaterThan(200);

        for (int moment = 1; moment <= counter.moments(); moment++) {
            World world = EveryAction.world();
            Path journal = directory.resolve("journal-" + moment);
            assertThat(killed(world, Killer.at(moment), journal))
                    .as("moment " + moment)
                    .isTrue();
            assertThat(world.commands).as("moment " + moment).doesNotHaveDuplicates();
            ExecutionOutcome outcome = Files.exists(journal) && Files.size(journal) > 0
                    ? resume(world, journal)
                    : execute(world, Killer.never(), directory.resolve("again-" + moment));
            assertThat(outcome).as("moment " + moment).isInstanceOf(ExecutionOutcome.Done.class);
            assertThat(world).as("moment " + moment).hasToString(untouched.toString());
            List<String> unrepeatable = new ArrayList<>(world.commands);
            unrepeatable.removeAll(REPEATABLE);
            assertThat(unrepeatable).as("moment " + moment).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(world.commands))
                    .as("moment " + moment)
                    .isEqualTo(new TreeSet<>(untouched.commands));
        }
    }

    @Test
    void killedTwiceItStillEndsTheSame() throws Exception {
        World untouched = EveryAction.world();
        Killer counter = Killer.never();
        execute(untouched, counter, directory.resolve("untouched"));
        for (int moment = 5; moment < counter.moments(); moment += 7) {
            World world = EveryAction.world();
            Path journal = directory.resolve("journal-" + moment);
            killed(world, Killer.at(moment), journal);
            try {
                executor(world, Killer.at(9)).resume(journal);
            } catch (Error | RuntimeException e) {
                assertThat(causes(e)).anyMatch(Killer.Killed.class::isInstance);
            }
            ExecutionOutcome outcome = resume(world, journal);
            assertThat(outcome).isInstanceOfAny(ExecutionOutcome.Done.class, ExecutionOutcome.AlreadyDone.class);
            assertThat(world).as("moment " + moment).hasToString(untouched.toString());
        }
    }

    @Test
    void whatIsDoneIsNotDoneAgain() throws Exception {
        World world = EveryAction.world();
        Path journal = directory.resolve("journal");
        execute(world, Killer.never(), journal);
        int commands = world.commands.size();
        assertThat(resume(world, journal)).isInstanceOf(ExecutionOutcome.AlreadyDone.class);
        assertThat(world.commands).hasSize(commands);
        assertThat(asked).isEqualTo(1);
    }

    /** The dead executor's command is still at work when the next one looks. */
    @Test
    void aCommandThatIsStillUnderWayIsWaitedFor() throws Exception {
        World world = EveryAction.world().on("start", (node, words) -> {});
        Course start = Courses.course(Courses.start(1, World.E));
        Path journal = directory;
        for (int moment = 1; world.commands.isEmpty(); moment++) {
            Path next = directory.resolve("journal-" + moment);
            RecoveryExecutor killed = executor(world, Killer.at(moment));
            assertThatThrownBy(() -> killed.run(start, Consent.none(), next)).isInstanceOf(Killer.Killed.class);
            journal = next;
        }

        TestClock clock = new TestClock(Killer.never()).at(Duration.ofSeconds(9), () -> world.machines.add(World.E));
        assertThat(Courses.executor(world, clock, new ProgressListener() {}).resume(journal))
                .isInstanceOf(ExecutionOutcome.Done.class);
        assertThat(world.commands).containsExactly("hoste: start");
    }

    private boolean killed(World world, Killer killer, Path journal) throws Exception {
        try {
            executor(world, killer).run(course, Consent.none(), journal);
            return false;
        } catch (Error | RuntimeException e) {
            return causes(e).stream().anyMatch(Killer.Killed.class::isInstance);
        }
    }

    private static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private ExecutionOutcome execute(World world, Killer killer, Path journal) throws Exception {
        return executor(world, killer).run(course, Consent.none(), journal);
    }

    private ExecutionOutcome resume(World world, Path journal) throws Exception {
        return executor(world, Killer.never()).resume(journal);
    }

    private RecoveryExecutor executor(World world, Killer killer) {
        NodeObserver observer = new NodeObserver(path -> {
            throw new AssertionError("no step of this course reads files");
        });
        return new RecoveryExecutor(
                world.hosts(killer),
                observer,
                question -> {
                    asked++;
                    return true;
                },
                new ProgressListener() {},
                new TestClock(killer));
    }
}
