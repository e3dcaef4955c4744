// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static dev.understudy.rabbit.execute.World.A;
import static dev.understudy.rabbit.execute.World.B;
import static dev.understudy.rabbit.execute.World.C;
import static dev.understudy.rabbit.execute.World.D;
import static dev.understudy.rabbit.execute.World.E;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.Command;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.ConsentLevel;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueName;
import dev.understudy.rabbit.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A course in which every action occurs but the offline forget, which needs files, and the world it is made for: A is frozen in its boot, B is
 * lost, C and E are stopped, D was lost and is still a member. It need not make sense to RabbitMQ.
 */
final class EveryAction {
    static final String QUESTION = "Are they shut off?";
    private static final QueueName QUORUM = new QueueName("/", "qq.q");
    private static final QueueName DEAD = new QueueName("/", "dead.q");

    private final List<Step> steps = new ArrayList<>();

    private EveryAction() {}

    static World world() {
        World world = new World();
        world.machines.add(A);
        world.waiting.add(A);
        world.members.addAll(Set.of(A, D));
        world.quorum.addAll(Set.of(A, B, D));
        world.queues.addAll(Set.of("qq.q", "dead.q"));
        world.paths.addAll(Set.of("/data/a", "/data/a/force_load", "/data/e", "/spare/e"));
        world.partitioned.add(C);
        world.foreign.add("hosta");
        return world.on("stop", (node, words) -> {
                    world.machines.remove(node);
                    world.waiting.remove(node);
                })
                .on("start", (node, words) -> {
                    world.machines.add(node);
                    (node.equals(A) ? world.waiting : world.brokers).add(node);
                })
                .on("copy", (node, words) -> world.paths.add(words.get(1)))
                .on("remove", (node, words) -> world.paths.remove(words.get(0)))
                .on("chown", (node, words) -> world.foreign.remove(node.host()))
                .on("standalone", (node, words) -> {
                    world.waiting.remove(node);
                    world.brokers.add(node);
                })
                .on("force-shrink", (node, words) -> {
                    world.quorum.remove(B);
                    world.leader = true;
                })
                .on("shrink", (node, words) -> world.quorum.remove(D))
                .on("forget", (node, words) -> world.members.remove(D))
                .on("stop_app", (node, words) -> world.brokers.remove(node))
                .on("join", (node, words) -> world.members.add(node))
                .on("start_app", (node, words) -> world.brokers.add(node))
                .on("grow", (node, words) -> world.quorum.add(C))
                .on("restart", (node, words) -> world.partitioned.clear())
                .on("delete", (node, words) -> world.queues.remove(words.get(0)));
    }

    static Course course() {
        EveryAction all = new EveryAction();
        all.step(new Action.AskOperator(QUESTION), List.of(), List.of(new Condition.Confirmed(QUESTION)));
        all.step(new Action.StopVm(A), List.of("stop"), List.of(new Condition.VmStopped(A)));
        all.step(
                new Action.CopyData(A, "/data/a", "/copies/a"),
                List.of("copy /data/a /copies/a"),
                List.of(new Condition.PathPresent(A, "/copies/a")));
        all.step(
                new Action.RemoveMarker(A, "/data/a/force_load"),
                List.of("remove /data/a/force_load"),
                List.of(new Condition.PathAbsent(A, "/data/a/force_load")));
        all.step(
                new Action.ChangeOwner(A, "/data/a", "rabbitmq"),
                List.of("chown /data/a"),
                List.of(new Condition.OwnedBy(A, "/data/a", "rabbitmq")));
        all.steps.add(new Step(
                all.steps.size() + 1,
                new Action.StartTogether(List.of(A, C), Duration.ofSeconds(30)),
                List.of(new Command(A, "do start", List.of()), new Command(C, "do start", List.of())),
                "together",
                List.of(),
                List.of(new Condition.VmRunning(A), new Condition.VmRunning(C)),
                Duration.ofMinutes(1),
                "stop them",
                ConsentLevel.SAFE,
                List.of()));
        all.step(new Action.ForceStandalone(A), List.of("standalone"), List.of(new Condition.AppRunning(A)));
        all.step(new Action.Await(C), List.of("check"), List.of(new Condition.AppRunning(C)));
        all.step(
                new Action.ForceShrink(A),
                List.of("force-shrink"),
                List.of(new Condition.QueuesAnswer(A, Set.of(QUORUM))));
        all.step(new Action.Shrink(A, D), List.of("shrink"), List.of(new Condition.NoQuorumMember(A, D)));
        all.step(new Action.ForgetOnline(A, D), List.of("forget"), List.of(new Condition.NotMember(A, D)));
        all.step(
                new Action.Join(C, A),
                List.of("stop_app", "join", "start_app"),
                List.of(new Condition.Member(A, C), new Condition.AppRunning(C)));
        all.step(new Action.Grow(A, C), List.of("grow"), List.of(new Condition.QuorumMember(A, C)));
        all.step(new Action.RestartApp(C), List.of("restart"), List.of(new Condition.NoPartition(A)));
        all.step(
                new Action.DeleteQueue(A, DEAD), List.of("delete dead.q"), List.of(new Condition.QueueAbsent(A, DEAD)));
        all.step(
                new Action.Wipe(E, "/data/e"),
                List.of("remove /data/e"),
                List.of(new Condition.PathAbsent(E, "/data/e")));
        all.step(
                new Action.RestoreFiles(E, "/spare/e", "/data/e"),
                List.of("copy /spare/e /data/e"),
                List.of(new Condition.PathPresent(E, "/data/e")));
        all.step(new Action.Start(E), List.of("start"), List.of(new Condition.VmRunning(E)));
        all.step(
                new Action.Verify(A),
                List.of("look"),
                List.of(
                        new Condition.Members(A, Set.of(A, C)),
                        new Condition.Running(A, Set.of(A, C)),
                        new Condition.QueuesExist(A, Set.of(QUORUM)),
                        new Condition.ServesMessages(A)));
        return new Course("every", "Every action", all.steps);
    }

    private void step(Action action, List<String> commands, List<Condition> after) {
        NodeName node = nodeOf(action);
        steps.add(new Step(
                steps.size() + 1,
                action,
                commands.stream()
                        .map(text -> new Command(node, "do " + text, List.of()))
                        .toList(),
                "a reason",
                List.of(),
                after,
                Duration.ofMinutes(1),
                "nothing",
                ConsentLevel.SAFE,
                List.of()));
    }

    /** Where its commands are run: the first node that it names. */
    private static NodeName nodeOf(Action action) {
        return Arrays.stream(action.getClass().getRecordComponents())
                .filter(component -> component.getType() == NodeName.class)
                .findFirst()
                .map(component -> {
                    try {
                        return (NodeName) component.getAccessor().invoke(action);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .orElse(A);
    }
}
