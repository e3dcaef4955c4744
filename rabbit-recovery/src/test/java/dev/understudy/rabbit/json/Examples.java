// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.json;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.Command;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.ConsentLevel;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.LiveEvidence;
import dev.understudy.rabbit.Loss;
import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.PartitionHandling;
import dev.understudy.rabbit.PeerEvent;
import dev.understudy.rabbit.QueueEvidence;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import dev.understudy.rabbit.RabbitVersion;
import dev.understudy.rabbit.RecoveryPlan;
import dev.understudy.rabbit.Refusal;
import dev.understudy.rabbit.Shutdown;
import dev.understudy.rabbit.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Values in which nothing is empty. */
final class Examples {
    static final NodeName A = new NodeName("rabbit@hosta");
    static final NodeName B = new NodeName("rabbit@hostb");
    static final QueueName ORDERS = new QueueName("/", "orders \"new\"");

    private Examples() {}

    static QueueEvidence queue() {
        return new QueueEvidence(
                ORDERS, QueueKind.CLASSIC, B, List.of(A), Set.of(A), true, OptionalLong.of(20), Optional.of("mirror"));
    }

    static DiskEvidence disk() {
        return new DiskEvidence(
                "/var/lib/rabbitmq/mnesia/rabbit@hosta",
                Set.of(A, B),
                Set.of(A, B),
                Optional.of(Set.of(A, B)),
                Optional.of(Map.of(B, PeerEvent.UP)),
                Shutdown.CLEAN,
                Optional.of(MetadataStore.MNESIA),
                Optional.of(RabbitVersion.parse("3.10.8")),
                true,
                Set.of("quorum_queue"),
                List.of(queue()),
                Set.of("guest"),
                Set.of("/"),
                List.of(new Finding(Finding.Code.FORCE_LOAD, Finding.Severity.WARNING, "force_load", "is there")));
    }

    static ClusterSnapshot snapshot() {
        LiveEvidence live = new LiveEvidence(
                Set.of(B),
                Set.of(A),
                Set.of(B),
                Map.of(B, Set.of(A)),
                MetadataStore.KHEPRI,
                List.of(queue()),
                Set.of("guest"),
                Set.of("/"));
        return new ClusterSnapshot(
                List.of(
                        NodeSnapshot.of(A)
                                .withState(NodeState.STOPPED)
                                .withVersion(new RabbitVersion(3, 10, 8))
                                .withDisk(disk())
                                .withFilesAt("/backup"),
                        NodeSnapshot.of(B).withState(NodeState.RUNNING).withLive(live)),
                PartitionHandling.PAUSE_MINORITY);
    }

    /** A course with every action and every condition. */
    static Course course() {
        List<Action> actions = List.of(
                new Action.Start(A),
                new Action.StartTogether(List.of(A, B), Duration.ofMillis(300_250)),
                new Action.Await(A),
                new Action.StopVm(A),
                new Action.CopyData(A, "/from", "/to"),
                new Action.ForgetOffline(A, B),
                new Action.ForgetOnline(A, B),
                new Action.Wipe(A, "/d"),
                new Action.Join(A, B),
                new Action.Grow(A, B),
                new Action.Shrink(A, B),
                new Action.ForceShrink(A),
                new Action.ForceStandalone(A),
                new Action.RemoveMarker(A, "/d/force_load"),
                new Action.ChangeOwner(A, "/d", "rabbitmq"),
                new Action.RestoreFiles(A, "/from", "/to"),
                new Action.RestartApp(A),
                new Action.DeleteQueue(A, ORDERS),
                new Action.Verify(A),
                new Action.AskOperator("Is it off?"));
        List<Condition> conditions = List.of(
                new Condition.AppRunning(A),
                new Condition.Waiting(A),
                new Condition.VmRunning(A),
                new Condition.VmStopped(A),
                new Condition.Members(A, Set.of(A, B)),
                new Condition.Member(A, B),
                new Condition.NotMember(A, B),
                new Condition.Running(A, Set.of(A)),
                new Condition.NoPartition(A),
                new Condition.ForgottenOnDisk(A, B),
                new Condition.PathAbsent(A, "/d"),
                new Condition.PathPresent(A, "/d"),
                new Condition.OwnedBy(A, "/d", "rabbitmq"),
                new Condition.QueuesExist(A, Set.of(ORDERS)),
                new Condition.QueueAbsent(A, ORDERS),
                new Condition.QueuesAnswer(A, Set.of(ORDERS)),
                new Condition.NoQuorumMember(A, B),
                new Condition.QuorumMember(A, B),
                new Condition.ServesMessages(A),
                new Condition.Confirmed("Is it off?"));
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            steps.add(new Step(
                    i + 1,
                    actions.get(i),
                    List.of(new Command(A, "rabbitmqctl status", List.of("not_a_cluster_node"))),
                    "because",
                    conditions,
                    List.of(conditions.get(i)),
                    Duration.ofSeconds(90),
                    "undo",
                    ConsentLevel.of(i % 4),
                    List.of(new Loss(Loss.Kind.QUEUE, "/:orders", OptionalLong.of(10), "only there"))));
        }
        return new Course("keep", "Keeps all", steps);
    }

    static RecoveryPlan refused() {
        return new RecoveryPlan(
                List.of("B was last"),
                List.of("slow"),
                List.of(new Refusal(Refusal.Code.SEVERAL_LAST, "two say so", "name one")),
                List.of());
    }
}
