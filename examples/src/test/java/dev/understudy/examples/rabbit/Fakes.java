// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.examples.CommandRun;
import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.PartitionHandling;
import dev.understudy.rabbit.PeerEvent;
import dev.understudy.rabbit.Shutdown;
import dev.understudy.rabbit.host.NodeAccess;
import dev.understudy.rabbit.json.JsonFormatException;
import dev.understudy.rabbit.json.RabbitJson;
import dev.understudy.rabbit.observe.NodeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/** A world without RabbitMQ: directories and nodes look as the tests say, and what is to be run is noted only. */
final class Fakes implements Parts.Eyes, Parts.Hands {
    static final NodeName A = new NodeName("rabbit@hosta");
    static final NodeName B = new NodeName("rabbit@hostb");

    final List<Parts.Order> orders = new ArrayList<>();
    final List<Path> resumed = new ArrayList<>();
    final List<NodeAccess> looked = new ArrayList<>();
    Parts.Ending ending = new Parts.Ending(Parts.Ending.Result.DONE, List.of());
    RuntimeException broken;
    NodeState state = NodeState.STOPPED;

    CommandRun run(String command, Object... arguments) {
        Parts parts = new Parts(
                this,
                this,
                Map.of("STATE_DIRECTORY", "/state:/other"),
                Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
        SubCommand task = switch (command) {
            case "inspect" -> new InspectCommand(parts);
            case "snapshot" -> new SnapshotCommand(parts);
            case "plan" -> new PlanCommand(parts);
            case "recover" -> new RecoverCommand(parts);
            default -> new RabbitDemoCommand(parts);
        };
        return CommandRun.of(new CommandLine(task), arguments);
    }

    /** A bundled case in which nothing is declared yet, as a file. */
    static Path undeclared(Path directory, int number) throws IOException {
        return Files.writeString(
                directory.resolve("case" + number + ".json"),
                Files.readString(bundled(number)).replace("\"LOST\"", "\"EXPECTED\""));
    }

    static Path bundled(int number) {
        return Path.of("src/main/resources/dev/understudy/examples/rabbit/case" + number + ".json");
    }

    /** Directories named {@code empty...} are nodes' no more; others are of the two nodes, B seen by nobody to leave. */
    @Override
    public DiskEvidence inspect(Path directory) {
        String name = directory.getFileName().toString();
        boolean none = name.startsWith("empty") || !name.contains("@");
        NodeName self = none ? A : new NodeName(name);
        return new DiskEvidence(
                directory.toString(),
                none ? Set.of() : Set.of(A, B),
                none ? Set.of() : Set.of(A, B),
                Optional.of(Set.of(A, B)),
                Optional.of(Map.of(self.equals(A) ? B : A, self.equals(A) ? PeerEvent.UP : PeerEvent.DOWN)),
                Shutdown.CLEAN,
                Optional.of(MetadataStore.MNESIA),
                Optional.empty(),
                false,
                Set.of(),
                List.of(),
                Set.of("guest"),
                Set.of("/"),
                none
                        ? List.of(new Finding(
                                Finding.Code.NOT_A_NODE,
                                Finding.Severity.WARNING,
                                directory.toString(),
                                "no node's files"))
                        : List.of());
    }

    @Override
    public List<NodeReport> observe(List<NodeAccess> nodes) {
        looked.addAll(nodes);
        return nodes.stream()
                .map(access -> {
                    NodeSnapshot node = NodeSnapshot.of(access.node())
                            .withInstallation(access.installation())
                            .withState(state);
                    return state == NodeState.UNREACHABLE
                            ? new NodeReport(
                                    node,
                                    PartitionHandling.UNKNOWN,
                                    List.of(new Finding(
                                            Finding.Code.OTHER,
                                            Finding.Severity.WARNING,
                                            access.node() + ": ssh",
                                            "refused\u001b")))
                            : new NodeReport(
                                    node.withDisk(inspect(Path.of("/data/" + access.node()))),
                                    PartitionHandling.IGNORE,
                                    List.of());
                })
                .toList();
    }

    @Override
    public Parts.Ending run(Parts.Order order, Parts.Progress progress) {
        if (broken != null) {
            throw broken;
        }
        orders.add(order);
        progress.begun(order.course().steps().get(0));
        return ending;
    }

    @Override
    public Parts.Ending resume(Path journal, List<NodeAccess> nodes, ConsentWords consent, Parts.Progress progress) {
        resumed.add(journal);
        return ending;
    }

    static boolean readable(String snapshot) {
        try {
            return !RabbitJson.readSnapshot(snapshot, "output").nodes().isEmpty();
        } catch (JsonFormatException e) {
            throw new AssertionError(e);
        }
    }
}
