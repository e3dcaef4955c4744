// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.Finding.Code;
import dev.understudy.rabbit.NodeName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is in a file, it is a finding that names it, and the others are read as before. */
class DamagedFilesTest {
    private static final NodeName A = new NodeName("rabbit@hosta");
    private static final NodeName B = new NodeName("rabbit@hostb");

    @TempDir
    private Path base;

    private NodeFiles node;
    private DiskEvidence sound;

    @BeforeEach
    void sound() throws Exception {
        node = NodeFiles.in(base);
        sound = node.inspect();
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "cluster_nodes.config          | ''                               | MEMBERS_UNREADABLE       | is empty: the boot fails on it",
                "cluster_nodes.config          | \\u0001\\u0002 garbage           | MEMBERS_UNREADABLE       | the boot fails on it",
                "cluster_nodes.config          | {[rabbit@hosta,rabbit@ho         | MEMBERS_UNREADABLE       | the boot fails on it",
                "cluster_nodes.config          | {[rabbit@hosta]}.                | MEMBERS_UNREADABLE       | instead of {[all members],[disc members]}",
                "cluster_nodes.config          | {[1],[2]}.                       | MEMBERS_UNREADABLE       | instead of {[all members],[disc members]}",
                "cluster_nodes.config          | [r@a]. [].                       | MEMBERS_UNREADABLE       | holds 2 terms instead of one",
                "cluster_nodes.config          | [rabbit@hosta,rabbit@hostb].     | LEGACY_FORM              | as before RabbitMQ 3.0",
                "nodes_running_at_shutdown     | ''                               | RUNNING_UNREADABLE       | the boot fails until it is deleted",
                "nodes_running_at_shutdown     | garbage(                         | RUNNING_UNREADABLE       | the boot fails until it is deleted",
                "nodes_running_at_shutdown     | [rabbit@hostb                    | RUNNING_UNREADABLE       | the boot fails until it is deleted",
                "nodes_running_at_shutdown     | {rabbit@hostb}.                  | RUNNING_UNREADABLE       | instead of a list of node names",
                "../rabbit@hostb-feature_flags | ''                               | FEATURE_FLAGS_UNREADABLE | is empty",
                "../rabbit@hostb-feature_flags | [1,2].                           | FEATURE_FLAGS_UNREADABLE | instead of a list of feature flags",
                "schema.DAT                    | ''                               | SCHEMA_NOT_READ          | the members are taken from cluster_nodes.config",
                "schema.DAT                    | garbage                          | SCHEMA_NOT_READ          | the members are taken from cluster_nodes.config",
                "LATEST.LOG                    | garbage                          | PEERS_NOT_READ           | nodes_running_at_shutdown is believed instead",
                "LATEST.LOG                    | ''                               | PEERS_NOT_READ           | nodes_running_at_shutdown is believed instead",
                "rabbit_durable_queue.DCD      | garbage                          | TABLE_NOT_READ           | what rabbit_durable_queue defines is not known",
            })
    void isAFindingThatNamesFileAndMeaning(String file, String content, Code code, String meaning) throws Exception {
        node.write(file, content.replace("\\u0001", "\u0001").replace("\\u0002", "\u0002"));
        DiskEvidence evidence = node.inspect();
        assertThat(NodeFiles.about(evidence, node.file(file)))
                .filteredOn(finding -> finding.code() == code)
                .singleElement()
                .extracting(Finding::meaning)
                .asString()
                .contains(meaning);
        assertThat(evidence.members()).as("from the other file").containsExactly(A, B);
        assertThat(evidence.users()).contains("guest");
        assertThat(evidence.shutdown()).isEqualTo(sound.shutdown());
    }

    @ParameterizedTest
    @CsvSource({
        "cluster_nodes.config, MEMBERS_MISSING, from Mnesia's schema alone",
        "nodes_running_at_shutdown, RUNNING_MISSING, only me",
        "schema.DAT, SCHEMA_MISSING, blank broker",
        "LATEST.LOG, PEERS_NOT_READ, is believed instead",
    })
    void whatIsMissingIsToldAsMissing(String file, Code code, String meaning) throws Exception {
        DiskEvidence evidence = node.delete(file).inspect();
        assertThat(NodeFiles.about(evidence, node.file(file)))
                .filteredOn(finding -> finding.code() == code)
                .singleElement()
                .extracting(Finding::meaning)
                .asString()
                .contains(meaning);
        assertThat(evidence.members()).containsExactly(A, B);
    }

    @Test
    void quotedAtomsAreNames() throws Exception {
        node.write("cluster_nodes.config", "{['rabbit@hosta','rabbit@hostb'],['rabbit@hosta']}.\n")
                .write("nodes_running_at_shutdown", "['rabbit@hostb'].\n")
                .delete("schema.DAT");
        DiskEvidence evidence = node.inspect();
        assertThat(evidence.members()).containsExactly(A, B);
        assertThat(evidence.discMembers()).containsExactly(A);
        assertThat(evidence.runningAtShutdown()).contains(Set.of(B));
    }

    @ParameterizedTest
    @CsvSource({"cluster_nodes.config", "schema.DAT", "LATEST.LOG", "rabbit_user.DCD", "../rabbit@hostb-feature_flags"})
    void aDirectoryInPlaceOfAFileIsAFinding(String file) throws Exception {
        node.delete(file);
        Files.createDirectory(node.file(file));
        assertThat(NodeFiles.about(node.inspect(), node.file(file))).isNotEmpty();
    }

    /** A pipe nobody writes to must not hold the reader up. */
    @ParameterizedTest
    @CsvSource({
        "cluster_nodes.config",
        "schema.DAT",
        "LATEST.LOG",
        "rabbit_durable_queue.DCD",
        "../rabbit@hostb-feature_flags",
        "../rabbit@hostb.pid",
        "quorum/rabbit@hostb/X/config",
        "quorum/rabbit@hostb/names.dets",
        "msg_stores/vhosts/V/queues/Q/.queue_name",
        "msg_stores/vhosts/V/queues/Q/0.idx",
        "msg_stores/vhosts/V/queues/Q/0.qi"
    })
    void aPipeInPlaceOfAFileDoesNotBlock(String file) throws Exception {
        Files.createDirectories(node.file(file).getParent());
        Files.deleteIfExists(node.file(file));
        assertThat(new ProcessBuilder("mkfifo", node.file(file).toString())
                        .start()
                        .waitFor())
                .isZero();
        DiskEvidence evidence = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> node.inspect());
        assertThat(evidence.members()).containsExactly(A, B);
    }

    @Test
    void linksThatLoopAreWalkedOnce() throws Exception {
        Files.createSymbolicLink(node.file("msg_stores/vhosts/loop"), node.file("msg_stores"));
        Files.createSymbolicLink(node.file("quorum"), node.directory);
        DiskEvidence evidence = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> node.inspect());
        assertThat(evidence.queues()).isEqualTo(sound.queues());
    }

    @ParameterizedTest
    @CsvSource({"cluster_nodes.config", "schema.DAT", "LATEST.LOG", "rabbit_durable_queue.DCD"})
    void aHugeFileIsNotReadIntoMemory(String file) throws Exception {
        try (RandomAccessFile sparse = new RandomAccessFile(node.file(file).toFile(), "rw")) {
            sparse.setLength(8L << 30);
        }
        DiskEvidence evidence = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> node.inspect());
        assertThat(NodeFiles.about(evidence, node.file(file))).isNotEmpty();
    }

    /** Every file cut at many places: half a file is never more than a finding. */
    @Test
    void cutAnywhereNothingIsThrown() throws Exception {
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            int stride = Math.max(1, whole.length / 60);
            for (int length = 0; length < whole.length; length += stride) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertNotBroken(node.inspect(), file + " cut at " + length);
            }
            Files.write(file, whole);
        }
    }

    @Test
    void anyBytesChangedNothingIsThrown() throws Exception {
        Random random = new Random(20260101);
        List<Path> files = files();
        for (int round = 0; round < 1_500; round++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] whole = Files.readAllBytes(file);
            if (whole.length == 0) {
                continue;
            }
            byte[] damaged = whole.clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            assertNotBroken(node.inspect(), "round " + round + ": " + file);
            Files.write(file, whole);
        }
    }

    private static void assertNotBroken(DiskEvidence evidence, String what) {
        assertThat(evidence.findings())
                .as(what)
                .noneMatch(finding -> finding.meaning().startsWith("could not be read: "));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(base)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
