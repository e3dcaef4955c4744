// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.json.RabbitJson;
import dev.understudy.rabbit.observe.ClusterObserver;
import dev.understudy.rabbit.observe.NodeReport;
import java.util.List;
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
final class SnapshotCommand extends SubCommand {
    @Mixin
    private NodeOptions nodes;

    @Option(names = "--json", description = "as JSON, for --snapshot of plan and recover")
    private boolean json;

    SnapshotCommand() {
        this(Library.parts());
    }

    SnapshotCommand(Parts parts) {
        super(parts);
    }

    @Override
    int act() throws BadInput, InterruptedException {
        if (!nodes.given()) {
            throw new BadInput("no node to look at: give --node NODE[=ACCESS] or --cluster FILE");
        }
        List<NodeReport> reports = parts.eyes().observe(nodes.accesses());
        EvidenceText.troubles(reports).forEach(err()::println);
        ClusterSnapshot snapshot = nodes.withAbsentMembers(ClusterObserver.snapshot(reports));
        if (json) {
            out().println(RabbitJson.write(snapshot).strip());
            return RabbitExit.OK;
        }
        EvidenceText evidence = new EvidenceText(out());
        for (NodeSnapshot node : snapshot.nodes()) {
            evidence.node(node);
        }
        out().println("cluster_partition_handling: "
                + snapshot.partitionHandling().name().toLowerCase(Locale.ROOT));
        return RabbitExit.OK;
    }
}
