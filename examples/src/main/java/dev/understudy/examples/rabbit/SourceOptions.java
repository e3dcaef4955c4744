// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.RabbitVersion;
import dev.understudy.rabbit.RecoveryPolicy;
import dev.understudy.rabbit.host.NodeAccess;
import dev.understudy.rabbit.observe.ClusterObserver;
import dev.understudy.rabbit.observe.NodeReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a plan's facts come from: a snapshot that was written before, data directories, or live nodes. */
final class SourceOptions {
    @Option(names = "--snapshot", paramLabel = "FILE", description = "what rabbit snapshot --json wrote")
    private Path snapshotFile;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "the data directory of a stopped node, or a copy of it, named as the node; may be repeated")
    private List<Path> directories = new ArrayList<>();

    @Option(
            names = "--rabbitmq-version",
            paramLabel = "VERSION",
            description = "of the nodes whose version is not known otherwise: a data directory does not tell it")
    private String version;

    @Mixin
    private NodeOptions nodes;

    @Mixin
    private DeclarationOptions declarations;

    /**
     * What is known and wanted.
     *
     * @param nodes the ways to the hosts, none without --node and --cluster
     * @param troubles what could not be looked at
     */
    record Facts(ClusterSnapshot snapshot, RecoveryPolicy policy, List<NodeAccess> nodes, List<String> troubles) {}

    List<NodeAccess> accesses() throws BadInput {
        return nodes.accesses();
    }

    Facts read(Parts parts) throws BadInput, InterruptedException {
        List<NodeAccess> accesses = accesses();
        List<String> troubles = new ArrayList<>();
        ClusterSnapshot snapshot = declarations.applyTo(versioned(look(parts, accesses, troubles)), nodes);
        return new Facts(snapshot, declarations.policy(snapshot), accesses, troubles);
    }

    private ClusterSnapshot look(Parts parts, List<NodeAccess> accesses, List<String> troubles)
            throws BadInput, InterruptedException {
        if (snapshotFile != null) {
            if (!directories.isEmpty()) {
                throw new BadInput("--snapshot and --dir: a snapshot has its directories' evidence already");
            }
            return TextFiles.snapshot("--snapshot", snapshotFile);
        }
        Map<NodeName, DiskEvidence> read = Directories.read(directories, parts.eyes());
        if (!accesses.isEmpty()) {
            List<NodeReport> reports = parts.eyes().observe(accesses);
            troubles.addAll(EvidenceText.troubles(reports));
            return withDisks(nodes.withAbsentMembers(ClusterObserver.snapshot(reports)), read);
        }
        if (read.isEmpty()) {
            throw new BadInput("nothing to plan from: give --snapshot FILE, --dir DIR, --node NODE or --cluster FILE");
        }
        return Directories.snapshot(read, nodes);
    }

    /** What a node's own host says of its files goes before a directory that may be a copy. */
    private static ClusterSnapshot withDisks(ClusterSnapshot observed, Map<NodeName, DiskEvidence> read)
            throws BadInput {
        ClusterSnapshot result = observed;
        for (Map.Entry<NodeName, DiskEvidence> entry : read.entrySet()) {
            if (observed.node(entry.getKey()).isEmpty()) {
                throw new BadInput("--dir: " + entry.getKey() + " is not among the nodes that were looked at");
            }
            result = result.with(
                    entry.getKey(), node -> node.disk().isPresent() ? node : node.withDisk(entry.getValue()));
        }
        return result;
    }

    private ClusterSnapshot versioned(ClusterSnapshot snapshot) throws BadInput {
        if (version == null) {
            return snapshot;
        }
        try {
            RabbitVersion given = RabbitVersion.parse(version);
            List<NodeSnapshot> all = snapshot.nodes().stream()
                    .map(node -> node.version().isPresent() ? node : node.withVersion(given))
                    .toList();
            return new ClusterSnapshot(all, snapshot.partitionHandling());
        } catch (IllegalArgumentException e) {
            throw new BadInput("--rabbitmq-version: " + e.getMessage());
        }
    }
}
