// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.Installation;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.PartitionHandling;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cluster by its data directories alone: each is named as its node; members without a directory are known by name only. A directory may be
 * a copy, so where the node has its files on its host is not taken from it: that is the package's place, or what {@code --data-base} says.
 */
final class Directories {
    private Directories() {}

    /** Whether nothing can be made of the directory. */
    static boolean unusable(DiskEvidence evidence) {
        return evidence.found(Finding.Code.DIRECTORY_UNREADABLE) || evidence.found(Finding.Code.NOT_A_NODE);
    }

    static Map<NodeName, DiskEvidence> read(List<Path> directories, Parts.Eyes eyes) throws BadInput {
        Map<NodeName, DiskEvidence> read = new TreeMap<>();
        for (Path directory : directories) {
            Path absolute = directory.toAbsolutePath().normalize();
            Path last = absolute.getFileName();
            NodeName name = Names.node("--dir " + directory, last == null ? "" : last.toString());
            DiskEvidence evidence = eyes.inspect(absolute);
            if (unusable(evidence)) {
                throw new BadInput(
                        "--dir " + directory + ": " + evidence.findings().get(0).meaning());
            }
            if (read.put(name, evidence) != null) {
                throw new BadInput("--dir " + directory + ": a second directory of " + name);
            }
        }
        return read;
    }

    static ClusterSnapshot snapshot(Map<NodeName, DiskEvidence> directories, NodeOptions nodes) {
        Map<NodeName, NodeSnapshot> snapshots = new TreeMap<>();
        directories.forEach((name, evidence) -> snapshots.put(name, node(name, evidence, nodes)));
        return nodes.withAbsentMembers(new ClusterSnapshot(List.copyOf(snapshots.values()), PartitionHandling.UNKNOWN));
    }

    private static NodeSnapshot node(NodeName name, DiskEvidence evidence, NodeOptions nodes) {
        NodeState state = evidence.found(Finding.Code.LOOKS_ALIVE) ? NodeState.UNKNOWN : NodeState.STOPPED;
        NodeSnapshot node = NodeSnapshot.of(name)
                .withState(state)
                .withInstallation(nodes.installation(name, Installation.packaged()))
                .withDisk(evidence);
        return evidence.version().map(node::withVersion).orElse(node);
    }
}
