// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.Command;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.ConsentLevel;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.Loss;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.Step;
import dev.understudy.rabbit.observe.NodeObserver;
import java.time.Duration;
import java.util.List;

/** Courses of few steps, and executors for them in a world. */
final class Courses {
    static final Duration LIMIT = Duration.ofMinutes(1);

    private Courses() {}

    static Step step(int number, Action action, List<Command> commands, List<Condition> before, List<Condition> after) {
        return new Step(
                number, action, commands, "a reason", before, after, LIMIT, "undone so", ConsentLevel.SAFE, List.of());
    }

    static Step losing(Step step, ConsentLevel level, Loss... losses) {
        return new Step(
                step.number(),
                step.action(),
                step.commands(),
                step.reason(),
                step.before(),
                step.after(),
                step.limit(),
                step.undo(),
                level,
                List.of(losses));
    }

    static Step start(int number, NodeName node) {
        return step(number, new Action.Start(node), List.of(command(node, "start")), List.of(), up(node));
    }

    static List<Condition> up(NodeName node) {
        return List.of(new Condition.VmRunning(node));
    }

    static Command command(NodeName node, String words, String... doneBefore) {
        return new Command(node, "do " + words, List.of(doneBefore));
    }

    static Course course(Step... steps) {
        return new Course("a-course", "A course", List.of(steps));
    }

    static RecoveryExecutor executor(World world, ExecutionClock clock, ProgressListener listener) {
        NodeObserver observer = new NodeObserver(path -> {
            throw new AssertionError("no step reads files");
        });
        return new RecoveryExecutor(world.hosts(Killer.never()), observer, question -> true, listener, clock);
    }

    static RecoveryExecutor executor(World world) {
        return executor(world, new TestClock(Killer.never()), new ProgressListener() {});
    }
}
