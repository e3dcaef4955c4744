// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.rabbit.Installation;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.host.NodeAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which live nodes there are and how they are reached, by options or by a file; options come before the file. */
final class RabbitNodes {
    @Option(
            names = "--node",
            paramLabel = "NODE[=ACCESS]",
            description = "a node and how its host is reached: " + RabbitAccess.FORM
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
    private RabbitInstallations installations;

    boolean given() {
        return !nodes.isEmpty() || cluster != null;
    }

    /** How the node is installed, by options alone. */
    Installation installation(NodeName node, Installation or) {
        return installations.of(node, or);
    }

    List<NodeAccess> accesses(RabbitParts.Shells shells) throws RabbitBadInput {
        Map<NodeName, NodeAccess> accesses = new TreeMap<>();
        if (cluster != null) {
            RabbitClusterFile file = RabbitClusterFile.read(cluster);
            for (Map.Entry<NodeName, String> entry : file.accesses().entrySet()) {
                NodeName node = entry.getKey();
                String source = "--cluster " + cluster + ": " + node;
                accesses.put(
                        node,
                        new NodeAccess(
                                node,
                                installations.of(node, file.installations().get(node)),
                                RabbitAccess.shell(source, entry.getValue(), shells)));
            }
        }
        List<NodeName> named = new ArrayList<>();
        for (String text : nodes) {
            int equals = text.indexOf('=');
            NodeName node = RabbitNames.node("--node", equals < 0 ? text : text.substring(0, equals));
            if (named.contains(node)) {
                throw new RabbitBadInput("--node: " + node + " is given twice");
            }
            named.add(node);
            Installation or = accesses.containsKey(node) ? accesses.get(node).installation() : Installation.packaged();
            String access = equals < 0 ? "local" : text.substring(equals + 1);
            accesses.put(
                    node,
                    new NodeAccess(
                            node, installations.of(node, or), RabbitAccess.shell("--node " + node, access, shells)));
        }
        return List.copyOf(accesses.values());
    }
}
