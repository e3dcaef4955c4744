// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.NodeSnapshot;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at live nodes. */
@Command(
        name = "snapshot",
        description = "Look at the nodes of a cluster, running or not; nothing is changed.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:looked, whatever was found", "2:bad input"})
final class RabbitSnapshotCommand extends RabbitAction {
    @Mixin
    private RabbitNodes nodes;

    @Option(names = "--json", description = "as JSON, for --snapshot of plan and recover")
    private boolean json;

    RabbitSnapshotCommand() {
        this(RabbitLibrary.parts());
    }

    RabbitSnapshotCommand(RabbitParts parts) {
        super(parts);
    }

    @Override
    int act() throws RabbitBadInput, InterruptedException {
        if (!nodes.given()) {
            throw new RabbitBadInput("no node to look at: give --node NODE[=ACCESS] or --cluster FILE");
        }
        ClusterSnapshot snapshot = parts.eyes().observe(nodes.accesses(parts.shells()));
        if (json) {
            out().println(parts.text().write(snapshot).strip());
            return RabbitExit.OK;
        }
        RabbitEvidence evidence = new RabbitEvidence(out());
        for (NodeSnapshot node : snapshot.nodes()) {
            evidence.node(node);
        }
        out().println("cluster_partition_handling: "
                + snapshot.partitionHandling().name().toLowerCase(Locale.ROOT));
        return RabbitExit.OK;
    }
}
