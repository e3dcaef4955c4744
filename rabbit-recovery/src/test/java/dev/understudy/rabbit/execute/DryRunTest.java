// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static dev.understudy.rabbit.execute.FakeHosts.A;
import static dev.understudy.rabbit.execute.FakeHosts.B;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.Command;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.Runbook;
import dev.understudy.rabbit.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A dry run looks and does nothing. */
class DryRunTest {
    @ParameterizedTest
    @EnumSource
    void itChangesNothingAndTellsEachStep(Courses kind) throws Exception {
        FakeHosts world = kind.world();
        String was = world.describe();
        List<String> lines = new ArrayList<>();
        world.before = (node, line) -> lines.add(line);
        Course course = kind.course();
        DryRun dry = world.executor(
                        question -> {
                            throw new AssertionError("nobody is asked");
                        },
                        new ProgressListener() {})
                .dryRun(course);
        assertEquals(course.steps(), dry.lines().stream().map(DryRun.Line::step).toList());
        assertEquals(was, world.describe());
        assertEquals(List.of(), world.effects);
        assertEquals(0, world.clock.nanoTime(), "it waits for nothing");
        assertTrue(lines.stream().noneMatch(line -> line.contains("erl_scan")), "no scratch queue is made");
    }

    @Test
    void itSaysWhatIsDoneAndWhatIsNot() throws Exception {
        FakeHosts world = new FakeHosts().states(NodeState.RUNNING, NodeState.STOPPED, NodeState.STOPPED);
        Course course = new Steps()
                .start(A)
                .start(B)
                .step(new Action.Verify(A), List.of(), new Condition.ServesMessages(A))
                .course("dry");
        List<DryRun.Line> lines = world.executor().dryRun(course).lines();
        assertTrue(lines.get(0).done());
        assertTrue(
                !lines.get(1).done() && lines.get(1).seen().contains("STOPPED"),
                lines.get(1).seen());
        assertTrue(!lines.get(2).done());
    }

    @Test
    void theRunbookHasEveryCommandOfTheCourse() {
        Course course = Courses.STANDALONE.course();
        String runbook = Runbook.render(course);
        for (Step step : course.steps()) {
            for (Command command : step.commands()) {
                Runbook.lines(command).forEach(line -> assertTrue(runbook.contains(line.strip()), line));
            }
        }
        assertTrue(runbook.contains("take 1 back"), runbook);
    }

    @Test
    void aHostThatNobodySaidHowToReach() {
        FakeHosts world = new FakeHosts();
        world.nodes.remove(A);
        RecoveryExecutor executor = world.executor();
        Course course = new Steps().start(A).course("dry");
        assertThrows(IllegalArgumentException.class, () -> executor.dryRun(course));
        Course looks = new Steps()
                .step(new Action.Await(A), List.of(), new Condition.AppRunning(A))
                .course("dry");
        assertThrows(IllegalArgumentException.class, () -> executor.dryRun(looks));
    }
}
