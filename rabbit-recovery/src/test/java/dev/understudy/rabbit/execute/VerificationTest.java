// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static dev.understudy.rabbit.execute.FakeHosts.A;
import static dev.understudy.rabbit.execute.FakeHosts.B;
import static dev.understudy.rabbit.execute.FakeHosts.C;
import static dev.understudy.rabbit.execute.FakeHosts.exited;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.Runbook;
import dev.understudy.rabbit.Step;
import dev.understudy.rabbit.host.HostOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conditions decide what is done, never exit codes. */
class VerificationTest {
    private static final String HOME = "/var/lib/rabbitmq/mnesia/" + A;

    @TempDir
    Path directory;

    private final FakeHosts world = new FakeHosts().states(NodeState.RUNNING, NodeState.STOPPED, NodeState.STOPPED);
    private final List<String> done = new ArrayList<>();

    private ExecutionOutcome run(Course course) throws Exception {
        ProgressListener listener = new ProgressListener() {
            @Override
            public void done(Step step, boolean skipped, String note) {
                done.add(step.number() + " " + skipped + " " + note);
            }
        };
        return world.executor(question -> false, listener).run(course, Consent.none(), directory.resolve("journal"));
    }

    private static Steps forget() {
        return new Steps()
                .step(
                        new Action.ForgetOnline(A, C),
                        Steps.on(A, Steps.ctl(A, "forget_cluster_node " + C)),
                        new Condition.NotMember(A, C));
    }

    private void answerInstead(String part, HostOutput output) {
        world.instead = (node, line) -> line.contains(part) ? output : null;
    }

    private long seconds() {
        return Duration.ofNanos(world.clock.nanoTime()).toSeconds();
    }

    @Test
    void aCommandThatSucceedsWithoutEffectFailsAfterItsTime() throws Exception {
        answerInstead("forget_cluster_node", exited(0, "", ""));
        Course course = forget().start(B).course("forget");
        var failed = assertInstanceOf(ExecutionOutcome.StepFailed.class, run(course));
        assertEquals(1, failed.step().number());
        assertEquals(Steps.LIMIT.toSeconds(), seconds());
        assertTrue(failed.seen().contains(C.value()), failed.seen());
        assertEquals(List.of(), world.effects, "later steps are not begun");
        assertEquals("take 1 back", failed.step().undo());
        assertTrue(Runbook.render(course).contains("take 1 back"), "the runbook says how to go back");
    }

    @Test
    void aCommandThatFailsAndHadItsEffectIsDone() throws Exception {
        world.instead = (node, line) -> {
            if (line.contains("forget_cluster_node")) {
                world.node(A).members.remove(C);
                return exited(69, "", "it crashed afterwards");
            }
            return null;
        };
        assertInstanceOf(ExecutionOutcome.Done.class, run(forget().course("forget")));
        assertEquals(1, done.size());
        assertTrue(done.get(0).contains("it is done, although") && done.get(0).contains("it crashed"), done.get(0));
    }

    @Test
    void aCommandThatFailsIsToldWithItsOutput() throws Exception {
        answerInstead("forget_cluster_node", exited(70, "", "the reason"));
        var failed = assertInstanceOf(ExecutionOutcome.StepFailed.class, run(forget().course("forget")));
        assertTrue(failed.seen().contains("exit status 70: the reason"), failed.seen());
    }

    @Test
    void aCommandThatTimesOutMayHaveHadItsEffect() throws Exception {
        world.instead = (node, line) -> {
            if (line.contains("forget_cluster_node")) {
                world.node(A).members.remove(C);
                return new HostOutput(HostOutput.End.TIMED_OUT, -1, "", "");
            }
            return null;
        };
        assertInstanceOf(ExecutionOutcome.Done.class, run(forget().course("forget")));
    }

    @Test
    void aCommandThatTimesOutWithoutEffectFails() throws Exception {
        answerInstead("forget_cluster_node", new HostOutput(HostOutput.End.TIMED_OUT, -1, "", ""));
        var failed = assertInstanceOf(ExecutionOutcome.StepFailed.class, run(forget().course("forget")));
        assertTrue(failed.seen().contains("TIMED_OUT"), failed.seen());
    }

    @Test
    void withoutItsPreconditionAStepIsNotBegun() throws Exception {
        Steps steps = new Steps().needs(new Condition.AppRunning(C)).start(B);
        var failed = assertInstanceOf(ExecutionOutcome.StepFailed.class, run(steps.course("needy")));
        assertEquals("it may not be begun", failed.reason());
        assertTrue(failed.seen().contains(C + " is STOPPED"), failed.seen());
        assertEquals(List.of(), world.effects);
    }

    @Test
    void whatIsSoAlreadyIsNotDone() throws Exception {
        assertInstanceOf(ExecutionOutcome.Done.class, run(new Steps().start(A).course("idle")));
        assertEquals(List.of(), world.effects);
        assertEquals(List.of("1 true it was so already"), done);
    }

    @Test
    void aBrokerThatDoesNotStopIsEndedByForce() throws Exception {
        world.instead = (node, line) -> {
            if (line.contains("kill -KILL")) {
                world.node(A).state = NodeState.STOPPED;
                return exited(0, "", "");
            }
            return line.equals(Steps.STOP) ? new HostOutput(HostOutput.End.TIMED_OUT, -1, "", "") : null;
        };
        Steps steps = new Steps().step(new Action.StopVm(A), Steps.on(A, Steps.STOP), new Condition.VmStopped(A));
        assertInstanceOf(ExecutionOutcome.Done.class, run(steps.course("stop")));
        assertEquals(NodeState.STOPPED, world.node(A).state);
    }

    private static Course copy() {
        return new Steps()
                .step(
                        new Action.CopyData(A, HOME, "/copy"),
                        Steps.on(A, "cp -a " + HOME + " /copy"),
                        new Condition.PathPresent(A, "/copy"))
                .course("copy");
    }

    @Test
    void aCopyFromAnotherTimeIsNeverTakenForThisOne() throws Exception {
        world.node(A).paths.put("/copy", "root");
        Path journal = directory.resolve("journal");
        var failed = assertInstanceOf(ExecutionOutcome.StepFailed.class, run(copy()));
        assertTrue(failed.seen().contains("/copy"), failed.seen());
        assertInstanceOf(ExecutionOutcome.StepFailed.class, world.executor().resume(journal));
        assertEquals(List.of(), world.effects);
        world.node(A).paths.remove("/copy");
        assertInstanceOf(ExecutionOutcome.Done.class, world.executor().resume(journal));
        assertEquals(1, world.effects.size());
    }

    @Test
    void aCopyThatWasCutIsNotDoneHoweverItLooks() throws Exception {
        world.instead = (node, line) -> {
            if (line.startsWith("cp")) {
                world.node(A).paths.put("/copy", "root");
                return exited(1, "", "no space left on device");
            }
            return null;
        };
        var failed = assertInstanceOf(ExecutionOutcome.StepFailed.class, run(copy()));
        assertTrue(failed.seen().contains("no space left"), failed.seen());
        assertInstanceOf(ExecutionOutcome.StepFailed.class, world.executor().resume(directory.resolve("journal")));
    }

    @Test
    void filesThatCannotBeReadDoNotProveThatAMemberWasForgotten() throws Exception {
        world.states(NodeState.STOPPED, NodeState.STOPPED, NodeState.STOPPED);
        world.node(A).paths.remove(HOME);
        answerInstead("forget_cluster_node", exited(0, "", ""));
        Steps steps = new Steps()
                .step(
                        new Action.ForgetOffline(A, C),
                        Steps.on(A, Steps.ctl(A, "forget_cluster_node --offline " + C)),
                        new Condition.ForgottenOnDisk(A, C));
        var failed = assertInstanceOf(ExecutionOutcome.StepFailed.class, run(steps.course("forget")));
        assertTrue(failed.seen().contains("could not be read"), failed.seen());
    }

    @Test
    void aHostThatIsNotReachedProvesNothing() throws Exception {
        world.instead =
                (node, line) -> node.equals(B) ? new HostOutput(HostOutput.End.UNREACHABLE, -1, "", "no route") : null;
        Steps steps = new Steps().step(new Action.Verify(B), List.of(), new Condition.VmStopped(B));
        var failed = assertInstanceOf(ExecutionOutcome.StepFailed.class, run(steps.course("verify")));
        assertTrue(failed.seen().contains("UNREACHABLE"), failed.seen());
    }

    @Test
    void whoDoesNotConfirmStopsTheRunAndIsAskedAgain() throws Exception {
        Steps steps = new Steps()
                .step(new Action.AskOperator("Is it off?"), List.of(), new Condition.Confirmed("Is it off?"))
                .start(B);
        var stopped = assertInstanceOf(ExecutionOutcome.Stopped.class, run(steps.course("ask")));
        assertEquals("Is it off?", stopped.question());
        assertEquals(List.of(), world.effects);
        assertInstanceOf(ExecutionOutcome.Done.class, world.executor().resume(stopped.journal()));
        assertEquals(1, world.effects.size());
    }
}
