// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static dev.understudy.rabbit.execute.World.A;
import static dev.understudy.rabbit.execute.World.B;
import static dev.understudy.rabbit.execute.World.C;
import static dev.understudy.rabbit.execute.World.D;
import static dev.understudy.rabbit.execute.World.E;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.Step;
import dev.understudy.rabbit.host.HostOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step is done when its conditions hold, whatever its commands exit with (rabbit-recovery 5). */
class StepsTest {
    @TempDir
    private Path directory;

    private final World world = EveryAction.world();
    private final TestClock clock = new TestClock(Killer.never());
    private final List<String> waited = new ArrayList<>();

    @Test
    void successThatChangedNothingIsAFailure() throws Exception {
        world.on("start", (node, words) -> {});
        ExecutionOutcome.StepFailed failed = failed(Courses.start(1, E), Courses.start(2, C));
        assertThat(failed.step().number()).isEqualTo(1);
        assertThat(failed.seen()).contains("rabbit@hoste is STOPPED");
        assertThat(clock.passed()).isBetween(Courses.LIMIT, Courses.LIMIT.plusSeconds(2));
        assertThat(world.commands).containsExactly("hoste: start");
        assertThat(Files.readString(failed.journal())).contains("FAILED").doesNotContain("DONE");
    }

    @Test
    void aFailureThatDidItIsNoFailureAndIsTold() throws Exception {
        world.says("start", 69, "Error: it looked bad");
        ExecutionOutcome outcome = run(Courses.start(1, E));
        assertThat(outcome).isInstanceOf(ExecutionOutcome.Done.class);
        assertThat(Files.readString(directory.resolve("journal"))).contains("it is done, although", "it looked bad");
    }

    @Test
    void aFailureThatDidNotIsGivenAMomentAndNotTheWholeTime() throws Exception {
        world.on("start", (node, words) -> {}).says("start", 69, "Error: no such luck");
        ExecutionOutcome.StepFailed failed = failed(Courses.start(1, E));
        assertThat(failed.seen()).contains("STOPPED", "exit status 69", "no such luck");
        assertThat(clock.passed()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void wordsThatSayItHadBeenDoneAreSuccess() throws Exception {
        world.says("forget", 69, "Error: {:not_a_cluster_node, ...}")
                .on("forget", (node, words) -> world.members.remove(D));
        world.brokers.add(A);
        Step forget = Courses.step(
                1,
                new Action.ForgetOnline(A, D),
                List.of(Courses.command(A, "forget", "not_a_cluster_node")),
                List.of(),
                List.of(new Condition.NotMember(A, D)));
        assertThat(run(forget)).isInstanceOf(ExecutionOutcome.Done.class);
        assertThat(Files.readString(directory.resolve("journal"))).doesNotContain("although");
    }

    @Test
    void aCommandThatNeverEndsIsATimeOutInTheJournal() throws Exception {
        world.on("start", (node, words) -> {}).says("start", new HostOutput(HostOutput.End.TIMED_OUT, -1, "", ""));
        ExecutionOutcome.StepFailed failed = failed(Courses.start(1, E));
        assertThat(failed.seen()).contains("TIMED_OUT");
    }

    @Test
    void whatIsSoAlreadyIsLeftOut() throws Exception {
        world.machines.add(E);
        assertThat(run(Courses.start(1, E))).isInstanceOf(ExecutionOutcome.Done.class);
        assertThat(world.commands).isEmpty();
    }

    /** A copy that is there may be an old one. */
    @Test
    void aCopyFromAnotherTimeDoesNotCount() throws Exception {
        world.paths.add("/copies/a");
        Step copy = Courses.step(
                1,
                new Action.CopyData(A, "/data/a", "/copies/a"),
                List.of(Courses.command(A, "copy /data/a /copies/a")),
                List.of(),
                List.of(new Condition.PathPresent(A, "/copies/a")));
        assertThat(run(copy)).isInstanceOf(ExecutionOutcome.Done.class);
        assertThat(world.commands).containsExactly("hosta: copy /data/a /copies/a");
    }

    /** Of files an exit status tells the truth: half a copy is there as well. */
    @Test
    void aCopyThatFailedHasFailed() throws Exception {
        world.says("copy /data/a /copies/a", 1, "cp: no space left on device");
        Step copy = Courses.step(
                1,
                new Action.CopyData(A, "/data/a", "/copies/a"),
                List.of(Courses.command(A, "copy /data/a /copies/a")),
                List.of(),
                List.of(new Condition.PathPresent(A, "/copies/a")));
        assertThat(failed(copy).seen()).contains("no space left on device");
    }

    @Test
    void whatMayNotBeBegunIsNot() throws Exception {
        Step forget = Courses.step(
                1,
                new Action.Wipe(A, "/data/a"),
                List.of(Courses.command(A, "remove /data/a")),
                List.of(new Condition.VmStopped(A)),
                List.of(new Condition.PathAbsent(A, "/data/a")));
        ExecutionOutcome.StepFailed failed = failed(forget);
        assertThat(failed.reason()).isEqualTo("it may not be begun");
        assertThat(failed.seen()).contains("rabbit@hosta is WAITING");
        assertThat(world.commands).isEmpty();
    }

    @Test
    void whatIsWaitedForIsToldWithItsTime() throws Exception {
        world.on("start", (node, words) -> {});
        failed(Courses.start(1, E));
        assertThat(waited)
                .hasSizeGreaterThan(50)
                .first()
                .asString()
                .contains("rabbit@hoste", "STOPPED", "PT0S of PT1M");
        assertThat(waited.get(10)).contains("PT10S of PT1M");
    }

    @Test
    void aNodeWithoutAccessIsBadInput() throws Exception {
        assertThat(run(Courses.start(1, B)))
                .isInstanceOfSatisfying(
                        ExecutionOutcome.BadInput.class,
                        bad -> assertThat(bad.reasons())
                                .singleElement()
                                .asString()
                                .contains("rabbit@hostb"));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whoSaysNoStopsItAndIsAskedAgain() throws Exception {
        Course course = Courses.course(
                Courses.step(
                        1,
                        new Action.AskOperator("Sure?"),
                        List.of(),
                        List.of(),
                        List.of(new Condition.Confirmed("Sure?"))),
                Courses.start(2, E));
        List<String> asked = new ArrayList<>();
        Operator no = question -> {
            asked.add(question);
            return asked.size() > 1;
        };
        RecoveryExecutor executor = new RecoveryExecutor(
                world.hosts(Killer.never()),
                new dev.understudy.rabbit.observe.NodeObserver(path -> null),
                no,
                new ProgressListener() {},
                clock);
        Path journal = directory.resolve("journal");
        assertThat(executor.run(course, Consent.none(), journal)).isInstanceOf(ExecutionOutcome.Stopped.class);
        assertThat(world.commands).isEmpty();
        assertThat(executor.resume(journal)).isInstanceOf(ExecutionOutcome.Done.class);
        assertThat(asked).containsExactly("Sure?", "Sure?");
    }

    /** Each command waits until the other one runs. */
    @Test
    void togetherIsAtTheSameTime() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        world.unsynchronised("start", (node, words) -> {
            both.await(10, TimeUnit.SECONDS);
        });
        Step together = Courses.step(
                1,
                new Action.StartTogether(List.of(C, E), Duration.ofSeconds(30)),
                List.of(Courses.command(C, "start"), Courses.command(E, "start")),
                List.of(),
                List.of(new Condition.VmRunning(C), new Condition.VmRunning(E)));
        assertThat(run(together)).isInstanceOf(ExecutionOutcome.Done.class);
        assertThat(world.commands).containsExactlyInAnyOrder("hostc: start", "hoste: start");
    }

    /** A waiting broker does not stop by itself (rabbit-recovery 9). */
    @Test
    void aVmThatDoesNotStopIsEndedByForce() throws Exception {
        world.on("stop", (node, words) -> {}).onForce(node -> world.machines.remove(node));
        Step stop = Courses.step(
                1,
                new Action.StopVm(A),
                List.of(Courses.command(A, "stop")),
                List.of(),
                List.of(new Condition.VmStopped(A)));
        assertThat(run(stop)).isInstanceOf(ExecutionOutcome.Done.class);
        assertThat(world.commands).containsExactly("hosta: stop", "hosta: kill");
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        world.machines.add(C);
        DryRun dry = Courses.executor(world).dryRun(Courses.course(Courses.start(1, C), Courses.start(2, E)));
        assertThat(dry.lines()).extracting(DryRun.Line::done).containsExactly(true, false);
        assertThat(world.commands).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    private ExecutionOutcome.StepFailed failed(Step... steps) throws Exception {
        return (ExecutionOutcome.StepFailed) run(steps);
    }

    private ExecutionOutcome run(Step... steps) throws Exception {
        ProgressListener listener = new ProgressListener() {
            @Override
            public void waiting(Step step, Condition condition, Seen seen, Duration since, Duration atMost) {
                waited.add(condition + ": " + seen.text() + ": " + since + " of " + atMost);
            }
        };
        return Courses.executor(world, clock, listener)
                .run(Courses.course(steps), Consent.none(), directory.resolve("journal"));
    }
}
