// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.Installation;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.host.NodeAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which live nodes there are and how they are reached, by options or by a file; options come before the file. */
final class NodeOptions {
    @Option(
            names = "--node",
            paramLabel = "NODE[=ACCESS]",
            description = "a node and how its host is reached: " + Access.FORM
                    + ", a command that takes a line of shell as its last word (default: local)")
    private List<String> nodes = new ArrayList<>();

    @Option(
            names = "--cluster",
            paramLabel = "FILE",
            description = {
                "nodes, access and installation as JSON:",
                "{\"installation\": {\"owner\": \"rabbitmq\"}, \"nodes\": {\"rabbit@hosta\": {\"access\": \"ssh:hosta\"}}}"
            })
    private Path cluster;

    @Mixin
    private InstallationOptions installations;

    boolean given() {
        return !nodes.isEmpty() || cluster != null;
    }

    /** How the node is installed, by options alone. */
    Installation installation(NodeName node, Installation or) {
        return installations.of(node, or);
    }

    /** With the members that were not looked at, and of which the evidence of others speaks. */
    ClusterSnapshot withAbsentMembers(ClusterSnapshot snapshot) {
        List<NodeSnapshot> all = new ArrayList<>(snapshot.nodes());
        for (NodeName absent : snapshot.absentMembers()) {
            NodeSnapshot node = NodeSnapshot.of(absent);
            all.add(node.withInstallation(installation(absent, node.installation())));
        }
        return new ClusterSnapshot(all, snapshot.partitionHandling());
    }

    List<NodeAccess> accesses() throws BadInput {
        Map<NodeName, NodeAccess> accesses = new TreeMap<>();
        if (cluster != null) {
            ClusterFile file = ClusterFile.read(cluster);
            for (Map.Entry<NodeName, String> entry : file.accesses().entrySet()) {
                NodeName node = entry.getKey();
                String source = "--cluster " + cluster + ": " + node;
                accesses.put(
                        node,
                        new NodeAccess(
                                node,
                                installations.of(node, file.installations().get(node)),
                                Access.shell(source, entry.getValue())));
            }
        }
        List<NodeName> named = new ArrayList<>();
        for (String text : nodes) {
            int equals = text.indexOf('=');
            NodeName node = Names.node("--node", equals < 0 ? text : text.substring(0, equals));
            if (named.contains(node)) {
                throw new BadInput("--node: " + node + " is given twice");
            }
            named.add(node);
            Installation or = accesses.containsKey(node) ? accesses.get(node).installation() : Installation.packaged();
            String access = equals < 0 ? "local" : text.substring(equals + 1);
            accesses.put(
                    node, new NodeAccess(node, installations.of(node, or), Access.shell("--node " + node, access)));
        }
        return List.copyOf(accesses.values());
    }
}
