// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.Finding.Code;
import dev.understudy.rabbit.Finding.Severity;
import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.observe.term.MnesiaLogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the data directory of a stopped node without RabbitMQ or Erlang, and changes nothing (rabbit-recovery 3). What cannot be read is
 * empty and has a finding; damaged files are findings too, never exceptions. The files of a running node change while they are read.
 * Thread-safe; takes milliseconds to seconds, most of it for queues with many messages.
 */
public final class DataDirectory {
    private DataDirectory() {}

    /** What the directory says. The files beside it that begin with its name, and logs near by, count too. */
    public static DiskEvidence inspect(Path nodeDirectory) {
        return inspect(nodeDirectory, Surroundings.HERE);
    }

    /** The same of a copy of only what is evidence: its owners, path and processes say nothing about the node. */
    public static DiskEvidence inspectCopy(Path nodeDirectory) {
        return inspect(nodeDirectory, Surroundings.COPY);
    }

    private static DiskEvidence inspect(Path path, Surroundings from) {
        Objects.requireNonNull(path, "nodeDirectory");
        NodeDirectory directory = new NodeDirectory(path.normalize(), from);
        if (!Files.isDirectory(path)) {
            boolean other = Files.exists(path);
            return none(path, Code.DIRECTORY_UNREADABLE, other ? "is no directory" : "is not there");
        }
        if (!Files.isReadable(path) || !Files.isExecutable(path)) {
            return none(path, Code.DIRECTORY_UNREADABLE, "may not be read by this user");
        }
        if (!directory.isNode()) {
            return none(path, Code.NOT_A_NODE, "holds none of the files of a RabbitMQ node");
        }
        try {
            return read(directory);
        } catch (RuntimeException e) {
            // A defect of ours must not keep the other nodes from being looked at.
            return none(path, Code.DIRECTORY_UNREADABLE, "could not be read: " + e);
        }
    }

    private static DiskEvidence read(NodeDirectory directory) {
        Findings findings = new Findings();
        FeatureFlags flags = FeatureFlags.read(directory, findings);
        RaftDirectories raft = RaftDirectories.read(directory, findings);
        Optional<MetadataStore> store = store(directory, flags, raft, findings);
        boolean khepri = store.equals(Optional.of(MetadataStore.KHEPRI));
        ClusterFiles text = ClusterFiles.read(directory, khepri, findings);
        MnesiaLogs logs = MnesiaLogs.read(directory.path());
        Membership members = khepri
                ? new Membership(text.members().orElse(Set.of()), text.disc(), false)
                : Membership.read(directory, text, logs, findings);
        NameCheck.check(directory, khepri ? Set.of() : members.all(), logs, raft.owners(), findings);
        ContentDirectories contents = ContentDirectories.read(directory, findings);
        Definitions definitions = khepri ? unread(directory, findings) : Definitions.read(directory, logs, findings);
        Markers.pid(directory, findings);
        Owners.check(directory, findings);
        Set<String> vhosts = definitions.vhosts().orElse(contents.vhosts());
        return new DiskEvidence(
                directory.path().toString(),
                members.all(),
                members.disc(),
                text.running(),
                khepri ? Optional.empty() : PeerEvidence.read(directory, members, text, logs, findings),
                ShutdownMarks.read(directory, contents.roots(), logs, findings),
                store,
                LoggedVersion.read(directory),
                Markers.forceLoad(directory, khepri, findings),
                flags.names(),
                new Queues(directory, contents, raft).unite(definitions, findings),
                definitions.users(),
                new TreeSet<>(vhosts),
                findings.list());
    }

    /** The feature flag decides: from 3.13 on Khepri has files in any case. Without the flags, Mnesia's files do. */
    private static Optional<MetadataStore> store(
            NodeDirectory directory, FeatureFlags flags, RaftDirectories raft, Findings findings) {
        if (flags.names().contains("khepri_db")) {
            return Optional.of(MetadataStore.KHEPRI);
        }
        boolean mnesia = directory.has("schema.DAT") || directory.has("LATEST.LOG");
        if (flags.known() || mnesia || !raft.khepri()) {
            return flags.known() || mnesia ? Optional.of(MetadataStore.MNESIA) : Optional.empty();
        }
        findings.warning(
                Code.OTHER,
                directory.file("coordination"),
                "has Khepri's files, and Mnesia's are not there: taken for a node with Khepri, though the feature flags cannot tell");
        return Optional.of(MetadataStore.KHEPRI);
    }

    private static Definitions unread(NodeDirectory directory, Findings findings) {
        findings.note(
                Code.TABLE_NOT_READ,
                directory.file("coordination"),
                "Khepri's log is not read: members, users and definitions of queues are not known; queues are those with contents here");
        return Definitions.none();
    }

    private static DiskEvidence none(Path path, Code code, String meaning) {
        return Evidence.none(path.toString(), new Finding(code, Severity.OBSTACLE, path.toString(), meaning));
    }
}
