// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.Finding.Code;
import dev.understudy.rabbit.Finding.Severity;
import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.PeerEvent;
import dev.understudy.rabbit.QueueEvidence;
import dev.understudy.rabbit.Shutdown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sound directory is read whole; what is suspicious about it is found, and takes nothing away. */
class DataDirectoryTest {
    private static final NodeName A = new NodeName("rabbit@hosta");
    private static final NodeName B = new NodeName("rabbit@hostb");

    @TempDir
    private Path base;

    private NodeFiles node;

    @BeforeEach
    void sound() throws Exception {
        node = NodeFiles.in(base);
    }

    @Test
    void aSoundDirectoryIsReadWhole() {
        DiskEvidence evidence = node.inspect();
        assertThat(evidence.findings()).isEmpty();
        assertThat(evidence.members()).containsExactly(A, B);
        assertThat(evidence.discMembers()).containsExactly(A, B);
        assertThat(evidence.runningAtShutdown()).contains(Set.of(B));
        assertThat(evidence.peers()).contains(Map.of(A, PeerEvent.DOWN));
        assertThat(evidence.shutdown()).isEqualTo(Shutdown.CLEAN);
        assertThat(evidence.store()).contains(MetadataStore.MNESIA);
        assertThat(evidence.forceLoad()).isFalse();
        assertThat(evidence.featureFlags()).containsExactly("implicit_default_bindings", "quorum_queue");
        assertThat(evidence.users()).containsExactly("alice", "guest", "late");
        assertThat(evidence.vhosts()).containsExactly("/", "shop");
        assertThat(evidence.queues()).extracting(queue -> queue.name().name()).contains("cb.q");
    }

    /** The message store's mark decides: offline tools open and close Mnesia's log. */
    @Test
    void withoutTheMarkOfTheStoreItCrashed() throws Exception {
        node.delete("msg_stores/vhosts/V/msg_store_persistent/clean.dot");
        assertThat(node.inspect().shutdown()).isEqualTo(Shutdown.CRASH);
    }

    @Test
    void contentsAreHereOrNot() throws Exception {
        assertThat(queue("cb.q").dataHere()).isTrue();
        node.delete("msg_stores/vhosts/V/queues/Q/.queue_name");
        assertThat(queue("cb.q").dataHere()).isFalse();
    }

    @Test
    void leftoverMarkersAreFound() throws Exception {
        node.write("force_load", "").write("../rabbit@hostb.pid", "4194305\n");
        DiskEvidence evidence = node.inspect();
        assertThat(evidence.forceLoad()).isTrue();
        assertFound(evidence, Code.FORCE_LOAD, "force_load", "whoever knows more");
        assertFound(evidence, Code.PID_FILE, "../rabbit@hostb.pid", "names process 4194305");
        assertThat(evidence.found(Code.LOOKS_ALIVE)).isFalse();
    }

    @Test
    void missingFeatureFlagsAreFound() throws Exception {
        node.delete("../rabbit@hostb-feature_flags");
        DiskEvidence evidence = node.inspect();
        assertFound(
                evidence, Code.FEATURE_FLAGS_MISSING, "../rabbit@hostb-feature_flags", "flags would come up disabled");
        assertThat(evidence.store()).as("by Mnesia's files").contains(MetadataStore.MNESIA);
    }

    @Test
    void aRenamedDirectoryIsFound() throws Exception {
        Path renamed = Files.move(node.directory, base.resolve("rabbit@hostx"));
        DiskEvidence evidence = DataDirectory.inspect(renamed);
        assertThat(NodeFiles.about(evidence, renamed))
                .filteredOn(finding -> finding.code() == Code.NAME_MISMATCH)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.OBSTACLE);
                    assertThat(finding.meaning()).contains("rabbit@hostx", "rabbit@hostb", "blank broker");
                });
        assertThat(evidence.members()).containsExactly(A, B);

        Path nameless = Files.move(renamed, base.resolve("backup"));
        assertThat(DataDirectory.inspect(nameless).findings())
                .filteredOn(finding -> finding.code() == Code.NAME_MISMATCH)
                .singleElement()
                .extracting(Finding::meaning)
                .asString()
                .contains("no node's name", "rabbit@hostb");
    }

    /** Only root can give files away. */
    @Test
    void filesOfAnotherOwnerAreFound() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
        Files.setOwner(
                node.file("LATEST.LOG"),
                base.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        DiskEvidence evidence = node.inspect();
        assertFound(evidence, Code.FOREIGN_OWNER, "LATEST.LOG", "belongs to nobody, the directory to root");
        assertThat(evidence.peers()).isPresent();
        assertThat(DataDirectory.inspectCopy(node.directory).findings()).isEmpty();
    }

    @Test
    void whatMnesiaAndTheTextFileSayDifferentlyIsFound() throws Exception {
        node.write("nodes_running_at_shutdown", "[rabbit@hosta,rabbit@hostb].\n");
        DiskEvidence evidence = node.inspect();
        assertFound(
                evidence,
                Code.PEERS_DISAGREE,
                "nodes_running_at_shutdown",
                "lists rabbit@hosta, which Mnesia saw go down: Mnesia decides");
        assertThat(evidence.peers()).contains(Map.of(A, PeerEvent.DOWN));
    }

    @Test
    void aRaftMemberThatIsNotEnteredIsFound() throws Exception {
        node.write("quorum/rabbit@hostb/2F_QQQ/config", "#{cluster_name => x}.\n");
        assertThat(node.inspect().found(Code.RAFT_MEMBER_NOT_ENTERED))
                .as("without a register nothing is known")
                .isFalse();
        node.write("quorum/rabbit@hostb/names.dets", "binary 2F_OTHER binary");
        assertFound(node.inspect(), Code.RAFT_MEMBER_NOT_ENTERED, "quorum/rabbit@hostb/names.dets", "2F_QQQ");
        node.write("quorum/rabbit@hostb/names.dets", "binary 2F_QQQ binary");
        assertThat(node.inspect().found(Code.RAFT_MEMBER_NOT_ENTERED)).isFalse();
    }

    @Test
    void whatIsNoDirectoryOfANodeSaysSo() throws Exception {
        assertNone(base.resolve("nowhere"), Code.DIRECTORY_UNREADABLE, "is not there");
        assertNone(Files.writeString(base.resolve("file"), ""), Code.DIRECTORY_UNREADABLE, "is no directory");
        assertNone(Files.createDirectory(base.resolve("rabbit@empty")), Code.NOT_A_NODE, "none of the files");
    }

    private static void assertNone(Path path, Code code, String meaning) {
        DiskEvidence evidence = DataDirectory.inspect(path);
        assertThat(evidence.members()).isEmpty();
        assertThat(evidence.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.file()).isEqualTo(path.toString());
            assertThat(finding.meaning()).contains(meaning);
        });
    }

    private QueueEvidence queue(String name) {
        return node.inspect().queues().stream()
                .filter(queue -> queue.name().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void assertFound(DiskEvidence evidence, Code code, String file, String meaning) {
        assertThat(NodeFiles.about(evidence, node.file(file)))
                .filteredOn(finding -> finding.code() == code)
                .singleElement()
                .extracting(Finding::meaning)
                .asString()
                .contains(meaning);
    }
}
