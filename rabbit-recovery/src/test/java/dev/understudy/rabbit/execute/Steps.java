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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A course while it is written; each step may take a minute. */
final class Steps {
    static final Duration LIMIT = Duration.ofMinutes(1);
    static final String START = "systemctl start --no-block rabbitmq-server";
    static final String STOP = "systemctl stop rabbitmq-server";

    private final List<Step> steps = new ArrayList<>();
    private List<Condition> before = List.of();

    /** What the next step needs. */
    Steps needs(Condition... conditions) {
        before = List.of(conditions);
        return this;
    }

    Steps step(Action action, List<Command> commands, Condition... after) {
        return step(action, commands, ConsentLevel.SAFE, List.of(), after);
    }

    Steps step(Action action, List<Command> commands, ConsentLevel level, List<Loss> losses, Condition... after) {
        int number = steps.size() + 1;
        steps.add(new Step(
                number,
                action,
                commands,
                "a test",
                before,
                List.of(after),
                LIMIT,
                "take " + number + " back",
                level,
                losses));
        before = List.of();
        return this;
    }

    Course course(String id) {
        return new Course(id, "A course of a test", steps);
    }

    static List<Command> on(NodeName node, String... lines) {
        return List.of(lines).stream()
                .map(line -> new Command(node, line, List.of("not_a_cluster_node", "already_member")))
                .toList();
    }

    static String ctl(NodeName node, String arguments) {
        return "rabbitmqctl -n " + node + " " + arguments;
    }

    static String queues(NodeName node, String arguments) {
        return "rabbitmq-queues -n " + node + " " + arguments;
    }

    Steps start(NodeName node) {
        return step(new Action.Start(node), on(node, START), new Condition.VmRunning(node));
    }
}
