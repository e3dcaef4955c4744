// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static dev.understudy.rabbit.execute.FakeHosts.A;
import static dev.understudy.rabbit.execute.FakeHosts.B;
import static dev.understudy.rabbit.execute.FakeHosts.C;
import static dev.understudy.rabbit.execute.Steps.ctl;
import static dev.understudy.rabbit.execute.Steps.on;
import static dev.understudy.rabbit.execute.Steps.queues;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.Command;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.QueueName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Courses that together contain every kind of action, each with the world that it is for. */
enum Courses {
    /** What is done to files while nodes are down. */
    FILES(Courses::filesWorld, Courses::files),
    /** One member is forgotten while all are down; apart, for what it looks at is unpacked by real processes. */
    FORGET(FakeHosts::new, Courses::forget),
    /** Members and queues of a cluster that runs. */
    MEMBERS(Courses::membersWorld, Courses::members),
    /** One node is made the whole, another is wiped and joins it. */
    STANDALONE(Courses::standaloneWorld, Courses::standalone);

    private static final String QUESTION = "Is the old host shut off?";
    private static final String COPY = "/copies/" + B;
    private static final String MARKER = "/var/lib/rabbitmq/mnesia/" + A + "/force_load";

    private final Supplier<FakeHosts> world;
    private final Supplier<Course> course;

    Courses(Supplier<FakeHosts> world, Supplier<Course> course) {
        this.world = world;
        this.course = course;
    }

    FakeHosts world() {
        return world.get();
    }

    Course course() {
        return course.get();
    }

    private static FakeHosts filesWorld() {
        FakeHosts world = new FakeHosts().states(NodeState.WAITING, NodeState.STOPPED, NodeState.STOPPED);
        world.node(A).paths.put(MARKER, "rabbitmq");
        world.node(A).paths.put(world.node(A).directory(), "root");
        world.node(B).paths.remove(world.node(B).directory());
        world.node(B).paths.put("/rescued", "root");
        world.queues.put("orders", new TreeSet<>(Set.of(A)));
        return world;
    }

    private static Course files() {
        String home = "/var/lib/rabbitmq/mnesia/" + A;
        String restored = "/var/lib/rabbitmq/mnesia/" + B;
        Condition stopped = new Condition.VmStopped(A);
        Condition confirmed = new Condition.Confirmed(QUESTION);
        return new Steps()
                .step(new Action.StopVm(A), on(A, Steps.STOP), stopped)
                .step(new Action.AskOperator(QUESTION), List.of(), confirmed)
                .needs(confirmed, new Condition.VmStopped(B))
                .step(
                        new Action.RestoreFiles(B, "/rescued", restored),
                        on(B, "cp -a /rescued " + restored),
                        new Condition.PathPresent(B, restored))
                .step(
                        new Action.ChangeOwner(B, restored, "rabbitmq"),
                        on(B, "chown -R rabbitmq: " + restored),
                        new Condition.OwnedBy(B, restored, "rabbitmq"))
                .needs(stopped)
                .step(new Action.RemoveMarker(A, MARKER), on(A, "rm -f " + MARKER), new Condition.PathAbsent(A, MARKER))
                .step(
                        new Action.ChangeOwner(A, home, "rabbitmq"),
                        on(A, "chown -R rabbitmq: " + home),
                        new Condition.OwnedBy(A, home, "rabbitmq"))
                .step(
                        new Action.CopyData(A, home, "/copies/a"),
                        on(A, "cp -a " + home + " /copies/a"),
                        new Condition.PathPresent(A, "/copies/a"))
                .step(new Action.StartTogether(List.of(A, B), Duration.ofMinutes(1)), together(), up(A), up(B))
                .step(new Action.Await(A), List.of(), new Condition.AppRunning(A))
                .step(new Action.Verify(A), List.of(), new Condition.ServesMessages(A))
                .course("files");
    }

    private static Course forget() {
        return new Steps()
                .needs(new Condition.VmStopped(A), new Condition.VmStopped(B))
                .step(
                        new Action.ForgetOffline(A, C),
                        on(A, ctl(A, "forget_cluster_node --offline " + C)),
                        new Condition.ForgottenOnDisk(A, C))
                .course("forget");
    }

    private static List<Command> together() {
        List<Command> both = new ArrayList<>(on(A, Steps.START));
        both.addAll(on(B, Steps.START));
        return both;
    }

    private static Condition up(NodeName node) {
        return new Condition.VmRunning(node);
    }

    private static FakeHosts membersWorld() {
        FakeHosts world = new FakeHosts().states(NodeState.RUNNING, NodeState.RUNNING, NodeState.STOPPED);
        world.node(B).parted = true;
        world.queues.put("orders", new TreeSet<>(Set.of(A, C)));
        world.queues.put("stuck", new TreeSet<>(Set.of(A, C)));
        world.leaderless.add("stuck");
        return world;
    }

    private static Course members() {
        QueueName stuck = new QueueName("/", "stuck");
        Condition running = new Condition.AppRunning(A);
        return new Steps()
                .needs(running)
                .step(
                        new Action.ForgetOnline(A, C),
                        on(A, ctl(A, "forget_cluster_node " + C)),
                        new Condition.NotMember(A, C))
                .step(
                        new Action.ForceShrink(A),
                        on(A, ctl(A, "eval 'rabbit_quorum_queue:force_all_queues_shrink_member_to_current_member().'")),
                        new Condition.QueuesAnswer(A, Set.of(stuck)))
                .step(new Action.Grow(A, B), on(A, queues(A, "grow " + B + " all")), new Condition.QuorumMember(A, B))
                .step(new Action.Shrink(A, B), on(A, queues(A, "shrink " + B)), new Condition.NoQuorumMember(A, B))
                .step(
                        new Action.DeleteQueue(A, stuck),
                        on(A, ctl(A, "delete_queue stuck --vhost /")),
                        new Condition.QueueAbsent(A, stuck))
                .needs(running, up(B))
                .step(
                        new Action.RestartApp(B),
                        on(B, ctl(B, "stop_app"), ctl(B, "start_app")),
                        new Condition.AppRunning(B),
                        new Condition.NoPartition(B))
                .step(
                        new Action.Verify(A),
                        List.of(),
                        new Condition.Running(A, Set.of(A, B)),
                        new Condition.Members(A, Set.of(A, B)),
                        new Condition.QueuesExist(A, Set.of(new QueueName("/", "orders"))),
                        new Condition.ServesMessages(A))
                .course("members");
    }

    private static FakeHosts standaloneWorld() {
        FakeHosts world = new FakeHosts().states(NodeState.STOPPED, NodeState.STOPPED, NodeState.STOPPED);
        world.node(A).paths.put("/forced", "root");
        return world;
    }

    private static Course standalone() {
        String home = "/var/lib/rabbitmq/mnesia/" + B;
        return new Steps()
                .start(A)
                .needs(new Condition.Waiting(A))
                .step(
                        new Action.ForceStandalone(A),
                        on(A, ctl(A, "force_standalone_khepri_boot")),
                        new Condition.AppRunning(A),
                        new Condition.Members(A, Set.of(A)))
                .needs(new Condition.VmStopped(B))
                .step(
                        new Action.CopyData(B, home, COPY),
                        on(B, "cp -a " + home + " " + COPY),
                        new Condition.PathPresent(B, COPY))
                .needs(new Condition.VmStopped(B), new Condition.PathPresent(B, COPY))
                .step(new Action.Wipe(B, home), on(B, "rm -rf " + home), new Condition.PathAbsent(B, home))
                .start(B)
                .step(new Action.Await(B), List.of(), new Condition.AppRunning(B))
                .needs(new Condition.AppRunning(A), up(B))
                .step(
                        new Action.Join(B, A),
                        on(B, ctl(B, "stop_app"), ctl(B, "join_cluster " + A), ctl(B, "start_app")),
                        new Condition.Member(A, B),
                        new Condition.AppRunning(B))
                .course("standalone");
    }
}
