// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import static dev.understudy.rabbit.observe.Recorded.A;
import static dev.understudy.rabbit.observe.Recorded.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

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
import dev.understudy.rabbit.RabbitVersion;
import dev.understudy.rabbit.host.HostOutput;
import dev.understudy.rabbit.host.HostShell;
import dev.understudy.rabbit.host.HostShells;
import dev.understudy.rabbit.host.NodeAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeObserverTest {
    @TempDir
    private Path base;

    @Test
    void aRunningNodeTellsOfItsCluster() throws Exception {
        NodeReport report = live(Recorded.running("3.10.8", "up"));
        NodeSnapshot node = report.node();
        assertThat(report.findings()).isEmpty();
        assertThat(report.partitionHandling()).isEqualTo(PartitionHandling.IGNORE);
        assertThat(node.state()).isEqualTo(NodeState.RUNNING);
        assertThat(node.version()).contains(new RabbitVersion(3, 10, 8));
        LiveEvidence live = node.live().orElseThrow();
        assertThat(live.discMembers()).containsExactly(A, B);
        assertThat(live.ramMembers()).isEmpty();
        assertThat(live.running()).containsExactly(A, B);
        assertThat(live.partitions()).isEmpty();
        assertThat(live.store()).isEqualTo(MetadataStore.MNESIA);
        assertThat(live.users()).containsExactly("alice", "guest");
        assertThat(live.vhosts()).containsExactly("/", "shop");
        assertThat(live.queues())
                .containsExactly(
                        queue("ca.q", QueueKind.CLASSIC, A, List.of(), Set.of(), false, 3, null),
                        queue("cb.q", QueueKind.CLASSIC, B, List.of(), Set.of(), true, 3, null),
                        queue("m.q", QueueKind.CLASSIC, B, List.of(A), Set.of(A), true, 3, "mirror"),
                        queue("qq.q", QueueKind.QUORUM, B, List.of(A, B), Set.of(), true, 3, null),
                        queue("st.q", QueueKind.STREAM, B, List.of(A, B), Set.of(), true, 0, null));
    }

    @Test
    void queuesThatDoNotAnswerAreListedWithoutMessages() throws Exception {
        for (String version : List.of("3.10.8", "4.0.5")) {
            NodeSnapshot node = live(Recorded.running(version, "alone")).node();
            assertThat(node.version()).contains(RabbitVersion.parse(version));
            LiveEvidence live = node.live().orElseThrow();
            assertThat(live.running()).containsExactly(B);
            assertThat(live.discMembers()).containsExactly(A, B);
            assertThat(live.queues())
                    .contains(queue("ca.q", QueueKind.CLASSIC, A, List.of(), Set.of(), false, -1, null));
        }
    }

    @Test
    void bannersBeforeTheJsonDoNotMatter() throws Exception {
        Recorded host = Recorded.running("3.10.8", "up")
                .on("list_users", 0, "Listing users ...\n" + Recorded.file("3.10.8", "up-users"));
        assertThat(live(host).node().live().orElseThrow().users()).containsExactly("alice", "guest");
    }

    @Test
    void halfAnAnswerIsNoEvidence() throws Exception {
        NodeReport report = live(Recorded.running("3.10.8", "up").on("eval", 69, "Error:\n{:undef, []}\n"));
        assertThat(report.node().live()).isEmpty();
        assertThat(report.findings())
                .extracting(Finding::file, Finding::meaning)
                .containsExactly(
                        tuple("rabbit@hostb: the definitions of queues (recorded)", "exit status 69: {:undef, []}"));
        NodeReport garbage = live(Recorded.running("3.10.8", "up").on("cluster_status", 0, "{\"disk_nodes\": 1}"));
        assertThat(garbage.node().live()).isEmpty();
        assertThat(garbage.findings().get(0).meaning()).startsWith("the answer is not understood: expected an ");
    }

    @Test
    void theFilesOfAStoppedNodeAreFetchedAndTheCopiesRemoved() throws Exception {
        Path directory = Files.createDirectories(base.resolve("rabbit@hosta"));
        Files.writeString(directory.resolve("cluster_nodes.config"), "{[rabbit@hosta],[rabbit@hosta]}.\n");
        Path queue = Files.createDirectories(directory.resolve("msg_stores/vhosts/X Y/queues/Q"));
        Files.writeString(queue.resolve(".queue_name"), "VHOST: /\nQUEUE: m.q\n");
        Files.writeString(queue.resolve("0.rdq"), "message");
        Files.writeString(base.resolve("rabbit@hosta-feature_flags"), "[].\n");
        List<Path> seen = new ArrayList<>();
        List<Path> places = new ArrayList<>();
        NodeObserver observer = new NodeObserver(copy -> {
            places.add(copy);
            try (Stream<Path> files = Files.walk(copy.getParent())) {
                files.filter(Files::isRegularFile)
                        .map(copy.getParent()::relativize)
                        .forEach(seen::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return evidence(copy);
        });
        NodeReport report = observer.report(stopped("nobody"));
        DiskEvidence disk = report.node().disk().orElseThrow();
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        Path.of("rabbit@hosta/cluster_nodes.config"),
                        Path.of("rabbit@hosta/msg_stores/vhosts/X Y/queues/Q/.queue_name"),
                        Path.of("rabbit@hosta-feature_flags"));
        assertThat(places.get(0)).doesNotExist();
        assertThat(places.get(0).getParent().getParent()).doesNotExist();
        assertThat(report.node().state()).isEqualTo(NodeState.STOPPED);
        assertThat(report.node().version()).contains(new RabbitVersion(3, 10, 8));
        assertThat(disk.directory()).isEqualTo(directory.toString());
        assertThat(disk.findings().get(0).file()).isEqualTo(directory + "/force_load");
        assertThat(disk.findings())
                .filteredOn(finding -> finding.code() == Finding.Code.FOREIGN_OWNER)
                .extracting(Finding::file)
                .hasSize(5)
                .contains(directory.toString());
    }

    @Test
    void filesOfTheRightOwnerAreNotForeign() throws Exception {
        Files.createDirectories(base.resolve("rabbit@hosta"));
        Files.writeString(base.resolve("rabbit@hosta/force_load"), "");
        NodeSnapshot node =
                new NodeObserver(NodeObserverTest::evidence).observe(stopped(System.getProperty("user.name")));
        assertThat(node.disk().orElseThrow().found(Finding.Code.FOREIGN_OWNER)).isFalse();
    }

    @Test
    void anOwnerMayBeANumberButNotUnknown() throws Exception {
        Path directory = Files.createDirectories(base.resolve("rabbit@hosta"));
        NodeObserver observer = new NodeObserver(NodeObserverTest::evidence);
        String number = Files.getAttribute(directory, "unix:uid").toString();
        assertThat(observer.observe(stopped(number)).disk().orElseThrow().findings())
                .extracting(Finding::code)
                .containsExactly(Finding.Code.FORCE_LOAD);
        assertThat(observer.observe(stopped("no such user"))
                        .disk()
                        .orElseThrow()
                        .findings())
                .extracting(Finding::meaning)
                .anySatisfy(meaning ->
                        assertThat(meaning).startsWith("whose files they are could not be told: exit status 1: id: "));
    }

    @Test
    void aDirectoryThatIsNotThereIsAFinding() throws Exception {
        NodeReport report = new NodeObserver(NodeObserverTest::evidence).report(stopped("nobody"));
        assertThat(report.node().disk().orElseThrow().findings())
                .extracting(Finding::code, Finding::meaning)
                .containsExactly(tuple(
                        Finding.Code.DIRECTORY_UNREADABLE,
                        "there is no such directory: the node would start as a blank broker here"));
    }

    @Test
    void whatHasFilesOpenIsNotTakenForStopped() throws Exception {
        Path directory = Files.createDirectories(base.resolve("rabbit@hosta"));
        NodeReport report;
        try (OutputStream held = Files.newOutputStream(directory.resolve("LATEST.LOG"))) {
            held.write(0);
            report = new NodeObserver(NodeObserverTest::evidence).report(stopped("nobody"));
        }
        assertThat(report.node().state()).isEqualTo(NodeState.UNKNOWN);
        assertThat(report.findings())
                .extracting(Finding::meaning)
                .anySatisfy(meaning -> assertThat(meaning)
                        .startsWith("epmd knows no node of this name, but a process has its files open: /proc/"
                                + ProcessHandle.current().pid() + "/fd/"));
    }

    @Test
    void whatIsTooBigToBeFetchedIsNamed() throws Exception {
        Path directory = Files.createDirectories(base.resolve("rabbit@hosta"));
        try (RandomAccessFile big =
                new RandomAccessFile(directory.resolve("rabbit_user.DCD").toFile(), "rw")) {
            big.setLength(20 << 20);
        }
        NodeReport report = new NodeObserver(NodeObserverTest::evidence).report(stopped("nobody"));
        assertThat(report.node().disk().orElseThrow().findings())
                .filteredOn(finding -> finding.code() == Finding.Code.TABLE_NOT_READ)
                .extracting(Finding::meaning)
                .containsExactly("not all files could be fetched: too big: ./rabbit@hosta/rabbit_user.DCD");
    }

    @Test
    void anInterruptionEndsAllThatIsRun() throws Exception {
        List<Path> pids = List.of(base.resolve("a"), base.resolve("b"));
        CompletableFuture<Boolean> alive = new CompletableFuture<>();
        Thread looking = new Thread(() -> {
            try {
                new ClusterObserver(new NodeObserver(NodeObserverTest::evidence))
                        .observe(List.of(slow(A, pids.get(0)), slow(B, pids.get(1))));
                alive.completeExceptionally(new AssertionError("not interrupted"));
            } catch (InterruptedException e) {
                alive.complete(pids.stream().anyMatch(NodeObserverTest::runs));
            }
        });
        looking.start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> pids.stream().allMatch(NodeObserverTest::runs));
        looking.interrupt();
        assertThat(alive.get(20, TimeUnit.SECONDS)).isFalse();
    }

    private static NodeAccess slow(NodeName node, Path pid) {
        Installation standard = Installation.packaged();
        String ctl = "echo $$ > " + pid + "; exec sleep 300; rabbitmqctl";
        return new NodeAccess(
                node,
                new Installation(
                        standard.dataBase(), standard.startCommand(), standard.stopCommand(), ctl, standard.owner()),
                HostShells.local());
    }

    private static boolean runs(Path pid) {
        try {
            String text = Files.exists(pid) ? Files.readString(pid).strip() : "";
            return !text.isEmpty()
                    && ProcessHandle.of(Long.parseLong(text))
                            .map(ProcessHandle::isAlive)
                            .orElse(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aClusterIsLookedAtWhole() throws Exception {
        HostOutput lost = new HostOutput(HostOutput.End.UNREACHABLE, -1, "", "ssh: No route to host\n");
        NodeAccess a = new Recorded().on("check_running", lost).access(A);
        NodeAccess b = Recorded.running("4.0.5", "alone").access(B);
        ClusterSnapshot snapshot =
                new ClusterObserver(new NodeObserver(NodeObserverTest::evidence)).observe(List.of(b, a));
        assertThat(snapshot.nodes())
                .extracting(NodeSnapshot::state)
                .containsExactly(NodeState.UNREACHABLE, NodeState.RUNNING);
        assertThat(snapshot.partitionHandling()).isEqualTo(PartitionHandling.IGNORE);
    }

    private static NodeReport live(Recorded host) throws InterruptedException {
        return new NodeObserver(NodeObserverTest::evidence).report(host.access(B));
    }

    /** A node of which the tools say, as recorded, that it is stopped; its files are real. */
    private NodeAccess stopped(String owner) {
        Recorded tools = new Recorded()
                .on("check_running", 69, Recorded.file("3.10.8", "down-check"))
                .on(" version", 0, "3.10.8\n");
        HostShell shell = new HostShell() {
            @Override
            public HostOutput run(String line, Duration limit) throws InterruptedException {
                return line.startsWith("rabbitmq")
                        ? tools.run(line, limit)
                        : HostShells.local().run(line, limit);
            }

            @Override
            public String describe() {
                return "here";
            }
        };
        Installation standard = Installation.packaged();
        return new NodeAccess(
                A,
                new Installation(
                        base.toString(), standard.startCommand(), standard.stopCommand(), standard.ctl(), owner),
                shell);
    }

    private static DiskEvidence evidence(Path copy) {
        return Evidence.none(
                copy.toString(),
                new Finding(
                        Finding.Code.FORCE_LOAD,
                        Finding.Severity.WARNING,
                        copy.resolve("force_load").toString(),
                        "there"));
    }

    private static QueueEvidence queue(
            String name,
            QueueKind kind,
            NodeName leader,
            List<NodeName> replicas,
            Set<NodeName> synchronised,
            boolean here,
            long messages,
            String policy) {
        return new QueueEvidence(
                new QueueName("/", name),
                kind,
                leader,
                replicas,
                synchronised,
                here,
                messages < 0 ? OptionalLong.empty() : OptionalLong.of(messages),
                Optional.ofNullable(policy));
    }
}
