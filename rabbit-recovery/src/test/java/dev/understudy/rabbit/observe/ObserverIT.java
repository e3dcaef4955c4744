// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.Signal;
import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.Installation;
import dev.understudy.rabbit.LiveEvidence;
import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.PartitionHandling;
import dev.understudy.rabbit.QueueEvidence;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import dev.understudy.rabbit.host.HostShells;
import dev.understudy.rabbit.host.NodeAccess;
import dev.understudy.rabbit.lab.BrokerSettings;
import dev.understudy.rabbit.lab.RabbitHost;
import dev.understudy.rabbit.lab.RabbitLab;
import dev.understudy.rabbit.lab.RabbitVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real brokers through the states that a recovery meets. */
class ObserverIT {
    private static final NodeName A = new NodeName("rabbit@hosta");
    private static final NodeName B = new NodeName("rabbit@hostb");

    private final Set<String> fetched = new ConcurrentSkipListSet<>();
    private final ClusterObserver observer = new ClusterObserver(new NodeObserver(this::inspect));

    @ParameterizedTest
    @EnumSource
    void tellsWhatItSees(RabbitVersion version) throws Exception {
        BrokerSettings settings = BrokerSettings.patient().partitionHandling("autoheal");
        try (RabbitLab lab = RabbitLab.open(version, settings, "hosta", "hostb")) {
            RabbitHost a = lab.host("hosta");
            RabbitHost b = lab.host("hostb");
            List<NodeAccess> nodes = List.of(access(a), access(b));
            lab.cluster(b, a);
            fill(version, a, b);
            bothRun(version, nodes);

            a.stopApp();
            assertThat(states(nodes)).containsExactly(NodeState.APP_STOPPED, NodeState.RUNNING);
            a.startApp();
            withoutEpmd(a, nodes);
            a.kill();
            aIsGone(version, nodes);

            b.stop();
            a.start();
            a.awaitWaiting();
            assertThat(states(nodes)).containsExactly(NodeState.WAITING, NodeState.STOPPED);
            a.machine().signalAll("beam.smp", Signal.STOP);
            assertThat(states(nodes)).containsExactly(NodeState.UNKNOWN, NodeState.STOPPED);
        }
    }

    /** Both serve on, each without the other; when the link is back they know (rabbit-recovery 1.10). */
    @Test
    void tellsOfAPartition() throws Exception {
        BrokerSettings settings = BrokerSettings.quick().tickSeconds(4);
        try (RabbitLab lab = RabbitLab.open(RabbitVersion.V3_10_8, settings, "hosta", "hostb")) {
            RabbitHost a = lab.host("hosta");
            RabbitHost b = lab.host("hostb");
            List<NodeAccess> nodes = List.of(access(a), access(b));
            lab.cluster(b, a);
            a.machine().isolate();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> observer.observe(nodes).nodes().stream()
                            .allMatch(
                                    node -> node.live().orElseThrow().running().equals(Set.of(node.name()))));
            a.machine().rejoin();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(observer.observe(nodes).nodes())
                            .allSatisfy(node -> assertThat(
                                            node.live().orElseThrow().partitions())
                                    .containsEntry(
                                            node.name(), Set.of(node.name().equals(A) ? B : A))));
        }
    }

    @Test
    void tellsOfKhepri() throws Exception {
        try (RabbitLab lab = RabbitLab.open(RabbitVersion.V4_0_5, BrokerSettings.quick(), "hosta")) {
            RabbitHost a = lab.host("hosta");
            NodeAccess access = access(a);
            a.start();
            a.awaitRunning();
            a.control("enable_feature_flag", "--opt-in", "khepri_db");
            declare(a, "cb.q", true, "classic");
            LiveEvidence live =
                    new NodeObserver(this::inspect).observe(access).live().orElseThrow();
            assertThat(live.store()).isEqualTo(MetadataStore.KHEPRI);
            assertThat(live.discMembers()).containsExactly(A);
            assertThat(queue(live, "cb.q").leader()).isEqualTo(A);
            a.stop();
            fetched.clear();
            assertThat(new NodeObserver(this::inspect).observe(access).state()).isEqualTo(NodeState.STOPPED);
            assertThat(fetched).anyMatch(name -> name.startsWith("coordination/") && name.endsWith("/config"));
        }
    }

    private static void fill(RabbitVersion version, RabbitHost a, RabbitHost b) {
        b.control("add_vhost", "it's a shop");
        b.control("add_user", "alice", "secret");
        if (version == RabbitVersion.V3_10_8) {
            b.control("set_policy", "mirror", "^m\\.", "{\"ha-mode\":\"all\",\"ha-sync-mode\":\"automatic\"}");
        } else {
            b.control("set_policy", "mirror", "^m\\.", "{\"max-length\":1000}");
        }
        declare(b, "cb.q", true, "classic");
        declare(b, "m.q", true, "classic");
        declare(b, "qq.q", true, "quorum");
        declare(b, "st.q", true, "stream");
        declare(b, "tr.q", false, "classic");
        declare(a, "ca.q", true, "classic");
    }

    private static void declare(RabbitHost host, String name, boolean durable, String type) {
        String answer = host.control(
                "eval",
                "element(1, rabbit_amqqueue:declare(rabbit_misc:r(<<\"/\">>, queue, <<\"" + name + "\">>), " + durable
                        + ", false, [{<<\"x-queue-type\">>, longstr, <<\"" + type + "\">>}], none, <<\"guest\">>)).");
        assertThat(answer.strip()).isEqualTo("new");
    }

    private void bothRun(RabbitVersion version, List<NodeAccess> nodes) throws Exception {
        ClusterSnapshot snapshot = observer.observe(nodes);
        assertThat(snapshot.partitionHandling()).isEqualTo(PartitionHandling.AUTOHEAL);
        for (NodeSnapshot node : snapshot.nodes()) {
            LiveEvidence live = node.live().orElseThrow();
            assertThat(node.state()).isEqualTo(NodeState.RUNNING);
            assertThat(node.version().map(Object::toString)).contains(number(version));
            assertThat(live.discMembers()).containsExactly(A, B);
            assertThat(live.running()).containsExactly(A, B);
            assertThat(live.partitions()).isEmpty();
            assertThat(live.users()).containsExactly("alice", "guest");
            assertThat(live.vhosts()).containsExactly("/", "it's a shop");
            assertThat(live.queues())
                    .extracting(queue -> queue.name().name())
                    .containsExactly("ca.q", "cb.q", "m.q", "qq.q", "st.q");
            QueueEvidence mirrored = queue(live, "m.q");
            assertThat(mirrored.policy()).contains("mirror");
            assertThat(mirrored.leader()).isEqualTo(B);
            assertThat(mirrored.messages()).hasValue(0);
            if (version == RabbitVersion.V3_10_8) {
                assertThat(mirrored.replicas()).containsExactly(A);
                assertThat(mirrored.synchronised()).containsExactly(A);
            }
            assertThat(queue(live, "qq.q").kind()).isEqualTo(QueueKind.QUORUM);
            assertThat(queue(live, "qq.q").replicas()).containsExactlyInAnyOrder(A, B);
            assertThat(queue(live, "ca.q").leader()).isEqualTo(A);
        }
    }

    /** epmd is gone, the node is not: a tool cannot reach it. Brokers make themselves known again in their time. */
    private void withoutEpmd(RabbitHost a, List<NodeAccess> nodes) throws Exception {
        a.machine().signalAll("beam.smp", Signal.STOP);
        a.machine().signalAll("epmd", Signal.KILL);
        NodeReport report = observer.reports(nodes).get(0);
        assertThat(report.node().state()).isEqualTo(NodeState.UNKNOWN);
        assertThat(report.findings())
                .extracting(Finding::meaning)
                .anySatisfy(meaning -> assertThat(meaning).contains("a process has its files open"));
    }

    private void aIsGone(RabbitVersion version, List<NodeAccess> nodes) throws Exception {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> observer.observe(nodes)
                        .node(B)
                        .orElseThrow()
                        .live()
                        .filter(live -> live.running().equals(Set.of(B)))
                        .isPresent());
        fetched.clear();
        ClusterSnapshot snapshot = observer.observe(nodes);
        NodeSnapshot gone = snapshot.node(A).orElseThrow();
        assertThat(gone.state()).isEqualTo(NodeState.STOPPED);
        assertThat(gone.version().map(Object::toString)).contains(number(version));
        assertThat(gone.disk().orElseThrow().findings())
                .extracting(Finding::meaning)
                .containsExactly("looked at");
        assertThat(fetched)
                .contains("cluster_nodes.config", "nodes_running_at_shutdown", "LATEST.LOG", "schema.DAT")
                .anyMatch(name -> name.startsWith("rabbit_durable_queue.DC"))
                .anyMatch(name -> name.endsWith("/.vhost"))
                .noneMatch(name -> name.endsWith(".rdq") || name.endsWith(".wal") || name.endsWith(".segment"));
        LiveEvidence live = snapshot.node(B).orElseThrow().live().orElseThrow();
        assertThat(live.discMembers()).containsExactly(A, B);
        assertThat(queue(live, "ca.q").leader()).isEqualTo(A);
        assertThat(queue(live, "ca.q").messages()).isEmpty();
        assertThat(queue(live, "qq.q").replicas()).containsExactlyInAnyOrder(A, B);
    }

    private List<NodeState> states(List<NodeAccess> nodes) throws InterruptedException {
        return observer.observe(nodes).nodes().stream().map(NodeSnapshot::state).toList();
    }

    private static QueueEvidence queue(LiveEvidence live, String name) {
        Optional<QueueEvidence> found = live.queues().stream()
                .filter(queue -> queue.name().equals(new QueueName("/", name)))
                .findFirst();
        return found.orElseThrow(() -> new AssertionError(name + " is not in " + live.queues()));
    }

    private static String number(RabbitVersion version) {
        return version.name().substring(1).replace('_', '.');
    }

    /** Through the host's namespaces; a sleeper in them leads there. */
    private static NodeAccess access(RabbitHost host) {
        host.machine().start("sleep", "3600");
        long pid = Awaitility.await()
                .until(() -> host.machine().pids("sleep"), pids -> !pids.isEmpty())
                .get(0);
        List<String> within = List.of(
                "nsenter",
                "--target",
                Long.toString(pid),
                "--net",
                "--pid",
                "--mount",
                "--uts",
                "--ipc",
                "--wd=/",
                "--",
                "env",
                "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "sh",
                "-c");
        // The user of a chroot has a number here, and no name or another one.
        String owner = host.machine()
                .run("stat", "-c", "%u", "/var/lib/rabbitmq/mnesia")
                .strip();
        Installation standard = Installation.packaged();
        Installation installed = new Installation(
                standard.dataBase(), standard.startCommand(), standard.stopCommand(), standard.ctl(), owner);
        return new NodeAccess(new NodeName(host.node()), installed, HostShells.prefix(within));
    }

    private DiskEvidence inspect(Path copy) {
        try (Stream<Path> files = Files.walk(copy)) {
            files.filter(Files::isRegularFile)
                    .map(file -> copy.relativize(file).toString())
                    .forEach(fetched::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Evidence.none(
                copy.toString(), new Finding(Finding.Code.OTHER, Finding.Severity.NOTE, copy.toString(), "looked at"));
    }
}
