// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.Declaration;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.RecoveryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** What only an operator can say: which nodes are gone, which stand ready, who wins. */
final class DeclarationOptions {
    @Option(
            names = "--lost",
            paramLabel = "NODE",
            description = "the node and its data are gone and will not come back")
    private List<String> lost = new ArrayList<>();

    @Option(
            names = "--rebuilt",
            paramLabel = "NODE",
            description = "as --lost, and an empty host under the same node name stands ready")
    private List<String> rebuilt = new ArrayList<>();

    @Option(
            names = "--files",
            paramLabel = "NODE=PATH",
            description =
                    "the host is gone; a copy of the data directory lies at PATH on the host that takes its place")
    private List<String> files = new ArrayList<>();

    @Option(names = "--spare", paramLabel = "NODE", description = "an empty node, installed, that may join")
    private List<String> spares = new ArrayList<>();

    @Option(names = "--winner", paramLabel = "NODE", description = "whose state is kept when several stopped last")
    private String winner;

    @Option(
            names = "--start-first",
            paramLabel = "NODE",
            description = "a node that has to be started before the one that stopped last")
    private String startFirst;

    ClusterSnapshot applyTo(ClusterSnapshot snapshot, NodeOptions nodes) throws BadInput {
        List<NodeName> declared = new ArrayList<>();
        ClusterSnapshot result = snapshot;
        for (String text : lost) {
            NodeName node = member("--lost", text, result, declared);
            result = result.with(node, n -> n.withDeclaration(Declaration.LOST));
        }
        for (String text : rebuilt) {
            NodeName node = member("--rebuilt", text, result, declared);
            result = result.with(node, n -> n.withDeclaration(Declaration.REBUILT));
        }
        for (String text : files) {
            if (Names.before(text).isEmpty() || Names.after(text).isBlank()) {
                throw new BadInput("--files: '" + text + "' is not NODE=PATH");
            }
            NodeName node = member("--files", Names.before(text).get().value(), result, declared);
            result = result.with(node, n -> n.withFilesAt(Names.after(text)));
        }
        for (String text : spares) {
            result = spare(once("--spare", text, declared), result, nodes);
        }
        return result;
    }

    RecoveryPolicy policy(ClusterSnapshot snapshot) throws BadInput {
        RecoveryPolicy policy = RecoveryPolicy.standard();
        if (winner != null) {
            policy = policy.withWinner(member("--winner", winner, snapshot, new ArrayList<>()));
        }
        if (startFirst != null) {
            policy = policy.withStartFirst(member("--start-first", startFirst, snapshot, new ArrayList<>()));
        }
        return policy;
    }

    private static ClusterSnapshot spare(NodeName name, ClusterSnapshot snapshot, NodeOptions nodes) {
        UnaryOperator<NodeSnapshot> declare = n -> n.withDeclaration(Declaration.SPARE);
        if (snapshot.node(name).isPresent()) {
            return snapshot.with(name, declare);
        }
        NodeSnapshot node = NodeSnapshot.of(name);
        List<NodeSnapshot> all = new ArrayList<>(snapshot.nodes());
        all.add(declare.apply(node.withInstallation(nodes.installation(name, node.installation()))));
        return new ClusterSnapshot(all, snapshot.partitionHandling());
    }

    private static NodeName member(String option, String text, ClusterSnapshot snapshot, List<NodeName> declared)
            throws BadInput {
        NodeName node = once(option, text, declared);
        if (snapshot.node(node).isEmpty()) {
            throw new BadInput(option + " " + node + ": no such node; known are "
                    + snapshot.nodes().stream().map(NodeSnapshot::name).toList());
        }
        return node;
    }

    private static NodeName once(String option, String text, List<NodeName> declared) throws BadInput {
        NodeName node = Names.node(option, text);
        if (declared.contains(node)) {
            throw new BadInput(option + " " + node + ": declared twice");
        }
        declared.add(node);
        return node;
    }
}
