// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.Poll;
import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.Declaration;
import dev.understudy.rabbit.LiveEvidence;
import dev.understudy.rabbit.Loss;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.RecoveryPlan;
import dev.understudy.rabbit.RecoveryPlanner;
import dev.understudy.rabbit.RecoveryPolicy;
import dev.understudy.rabbit.Runbook;
import dev.understudy.rabbit.Step;
import dev.understudy.rabbit.execute.Consent;
import dev.understudy.rabbit.execute.ExecutionOutcome;
import dev.understudy.rabbit.execute.JournalException;
import dev.understudy.rabbit.execute.ProgressListener;
import dev.understudy.rabbit.execute.RecoveryExecutor;
import dev.understudy.rabbit.execute.Seen;
import dev.understudy.rabbit.host.NodeAccess;
import dev.understudy.rabbit.lab.AmqpProbe;
import dev.understudy.rabbit.lab.RabbitHost;
import dev.understudy.rabbit.lab.RabbitLab;
import dev.understudy.rabbit.observe.ClusterObserver;
import dev.understudy.rabbit.observe.DataDirectory;
import dev.understudy.rabbit.observe.NodeObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One recovery of a lab's cluster, as an operator does it: look, declare, plan, consent, run; then everything is read back. */
final class Rescue {
    private static final Duration READABLE = Duration.ofSeconds(30);
    private static final NodeObserver OBSERVER = new NodeObserver(DataDirectory::inspectCopy);

    private final RabbitLab lab;
    private final Map<NodeName, UnaryOperator<NodeSnapshot>> declarations = new LinkedHashMap<>();
    private RecoveryPolicy policy = RecoveryPolicy.standard().withCopies("/var/lib/rabbitmq/copies");
    private Optional<String> courseId = Optional.empty();
    private Course course;
    private String warnings = "";
    private Set<String> unlisted = Set.of();

    Rescue(RabbitLab lab) {
        this.lab = lab;
    }

    static NodeName node(String host) {
        return new NodeName("rabbit@" + host);
    }

    Rescue lost(String host) {
        return declare(host, node -> node.withDeclaration(Declaration.LOST));
    }

    Rescue declare(String host, UnaryOperator<NodeSnapshot> declaration) {
        declarations.put(node(host), declaration);
        return this;
    }

    Rescue policy(UnaryOperator<RecoveryPolicy> change) {
        policy = change.apply(policy);
        return this;
    }

    /** Another way than the recommended one. */
    Rescue course(String id) {
        courseId = Optional.of(id);
        return this;
    }

    /** What observers see of the hosts that answer, and what the operator declares. */
    ClusterSnapshot snapshot() throws InterruptedException {
        ClusterSnapshot seen = new ClusterObserver(OBSERVER).observe(lab.accesses());
        List<NodeSnapshot> nodes = new ArrayList<>(seen.nodes());
        for (NodeName name : declarations.keySet()) {
            if (seen.node(name).isEmpty()) {
                nodes.add(NodeSnapshot.of(name).withState(NodeState.UNREACHABLE));
            }
        }
        ClusterSnapshot all = new ClusterSnapshot(nodes, seen.partitionHandling());
        for (Map.Entry<NodeName, UnaryOperator<NodeSnapshot>> declaration : declarations.entrySet()) {
            all = all.with(declaration.getKey(), declaration.getValue());
        }
        return all;
    }

    RecoveryPlan plan() throws InterruptedException {
        RecoveryPlan plan = RecoveryPlanner.plan(snapshot(), policy);
        System.out.println(Runbook.render(plan));
        return plan;
    }

    /** Plans, consents to just what is named, and runs it to its verified end. */
    Rescue run(Path journal) throws InterruptedException, JournalException {
        RecoveryPlan plan = plan();
        assertThat(plan.refusals()).isEmpty();
        warnings = String.join("\n", plan.warnings());
        course = plan.courses().stream()
                .filter(c -> courseId.map(c.id()::equals).orElse(true))
                .findFirst()
                .orElseThrow();
        RecoveryExecutor executor = new RecoveryExecutor(hosts(), OBSERVER, question -> true, new Printed());
        ExecutionOutcome outcome = executor.run(course, consent(course), journal);
        assertThat(outcome).isInstanceOf(ExecutionOutcome.Done.class);
        return this;
    }

    Course course() {
        return course;
    }

    List<String> actions() {
        return course.steps().stream()
                .map(step -> step.action().getClass().getSimpleName())
                .toList();
    }

    Set<String> lossIds() {
        return course.losses().stream().map(Loss::id).collect(Collectors.toCollection(TreeSet::new));
    }

    static Consent consent(Course course) {
        return new Consent(
                course.level(), course.losses().stream().map(Loss::id).collect(Collectors.toSet()));
    }

    Map<NodeName, NodeAccess> hosts() {
        return lab.accesses().stream().collect(Collectors.toMap(NodeAccess::node, access -> access));
    }

    /** These lie in the blind spot from the start, not only what came late. */
    Rescue blindTo(String... queues) {
        unlisted = Set.of(queues);
        return this;
    }

    /**
     * Nothing is missing that lies outside the named losses and the declared blind spot, nothing named lost is there, and nothing is there that
     * was never published.
     */
    Rescue assertLossesAreThoseNamed(RabbitHost through) throws InterruptedException {
        LiveEvidence live = OBSERVER.observe(through.access()).live().orElseThrow();
        Set<String> exist =
                live.queues().stream().map(queue -> queue.name().name()).collect(Collectors.toSet());
        boolean blind = course.losses().stream().anyMatch(loss -> loss.kind() == Loss.Kind.UNSEEN);
        Map<String, List<String>> missing = new TreeMap<>();
        for (Map.Entry<String, List<String>> published : lab.published().entrySet()) {
            String queue = published.getKey();
            if (queue.startsWith("tr.") || unlisted.contains(queue)) {
                continue; // transient queues are gone with their broker
            }
            if (named(Loss.Kind.QUEUE, queue)) {
                assertThat(exist).as("named lost").doesNotContain(queue);
            } else if (!exist.contains(queue)) {
                missing.put(queue, List.of("the queue"));
            } else if (!named(Loss.Kind.UNAVAILABLE, queue) && !warnings.contains("/:" + queue)) {
                List<String> read = awaitReadable(through, queue);
                assertThat(published.getValue())
                        .as(queue + ": nothing that was never published")
                        .containsAll(read);
                List<String> gone = new ArrayList<>(published.getValue());
                gone.removeAll(read);
                if (!gone.isEmpty() && !named(Loss.Kind.STALE, queue)) {
                    missing.put(queue, gone);
                }
            }
        }
        if (!blind) {
            assertThat(missing)
                    .as("missing, and neither named nor in a blind spot")
                    .isEmpty();
            return this;
        }
        // Only what came late is in the blind spot.
        missing.forEach((queue, gone) -> {
            if (gone.contains("the queue")) {
                assertThat(queue).as("missing though it was there early").contains("late");
            } else {
                assertThat(gone).as("missing of " + queue).doesNotContainAnyElementsOf(AmqpProbe.bodies(queue, 1, 20));
            }
        });
        return this;
    }

    private boolean named(Loss.Kind kind, String queue) {
        return course.losses().stream()
                .anyMatch(loss -> loss.kind() == kind && loss.subject().equals("/:" + queue));
    }

    private static List<String> awaitReadable(RabbitHost host, String queue) {
        return Poll.until(queue + " to be readable", READABLE, () -> {
            AmqpProbe.Result result = host.amqp().read(queue).get(queue);
            return result.isComplete() ? Optional.of(result.bodies()) : Optional.empty();
        });
    }

    /** For the test's log. */
    private static final class Printed implements ProgressListener {
        @Override
        public void begun(Step step) {
            System.out.println(step.number() + ". " + Runbook.say(step.action()));
        }

        @Override
        public void waiting(Step step, Condition condition, Seen seen, Duration since, Duration atMost) {
            System.out.println("   " + since.toMillis() + " ms: " + Runbook.say(condition) + ": " + seen.text());
        }

        @Override
        public void done(Step step, boolean skipped, String note) {
            System.out.println("   done" + (skipped ? " before" : "") + (note.isEmpty() ? "" : ": " + note));
        }
    }
}
