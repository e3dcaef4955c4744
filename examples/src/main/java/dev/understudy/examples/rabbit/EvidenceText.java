// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.Declaration;
import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.LiveEvidence;
import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.PeerEvent;
import dev.understudy.rabbit.QueueEvidence;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.observe.NodeReport;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was seen of nodes and their directories, for people. */
final class EvidenceText {
    private final PrintWriter out;

    EvidenceText(PrintWriter out) {
        this.out = out;
    }

    void node(NodeSnapshot node) {
        line(node.name() + ": " + word(node.state())
                + node.version().map(version -> ", RabbitMQ " + version).orElse("")
                + (node.declaration() == Declaration.EXPECTED ? "" : ", declared " + word(node.declaration())));
        node.live().ifPresent(this::live);
        node.disk().ifPresent(disk -> disk(node.name(), disk));
    }

    /** What decides: how it ended, for whom it waits, of what it has contents. */
    void brief(NodeSnapshot node) {
        line("  " + node.name() + ": " + word(node.state())
                + (node.declaration() == Declaration.EXPECTED ? "" : ", declared " + word(node.declaration())));
        node.disk().ifPresent(disk -> {
            line("    ended " + ended(disk) + "; saw leaving " + leaving(node.name(), disk));
            line("    has contents of "
                    + names(disk.queues().stream()
                            .filter(QueueEvidence::dataHere)
                            .map(queue -> queue.name().name()
                                    + (queue.messages().isPresent()
                                            ? " (" + queue.messages().getAsLong() + ")"
                                            : ""))
                            .toList()));
        });
    }

    void disk(NodeName self, DiskEvidence disk) {
        field("directory", disk.directory());
        field("members", members(disk.members(), disk.discMembers()));
        field("saw leaving", leaving(self, disk));
        field(
                "at shutdown",
                disk.runningAtShutdown()
                        .map(nodes -> "nodes_running_at_shutdown lists " + names(nodes))
                        .orElse("nodes_running_at_shutdown is missing or cannot be read"));
        field("ended", ended(disk));
        field(
                "definitions",
                disk.store().map(EvidenceText::store).orElse("unknown where")
                        + disk.version().map(version -> ", RabbitMQ " + version).orElse(""));
        if (disk.forceLoad()) {
            field("force_load", "is there: the next boot takes what this node has, whoever knows more");
        }
        queues(disk.queues());
        field("users", names(disk.users()));
        field("vhosts", names(disk.vhosts()));
        if (disk.findings().isEmpty()) {
            field("findings", "none");
        }
        disk.findings()
                .forEach(finding ->
                        field("finding", word(finding.severity()) + ": " + finding.file() + ": " + finding.meaning()));
    }

    /** What went wrong while looking at nodes whose directory was not read; what else there is stands with the directory. */
    static List<String> troubles(List<NodeReport> reports) {
        return reports.stream()
                .filter(report -> report.node().disk().isEmpty())
                .flatMap(report -> report.findings().stream()
                        .map(finding -> Wrapped.visible(finding.file() + ": " + finding.meaning())))
                .toList();
    }

    private void live(LiveEvidence live) {
        field(
                "members",
                names(live.discMembers())
                        + (live.ramMembers().isEmpty() ? "" : ", in memory only: " + names(live.ramMembers())));
        field("running", names(live.running()));
        live.partitions().forEach((node, others) -> field("partition", node + " is parted from " + names(others)));
        field("definitions", store(live.store()));
        queues(live.queues());
    }

    private void queues(List<QueueEvidence> queues) {
        if (queues.isEmpty()) {
            field("queues", "none durable");
        }
        queues.forEach(queue -> field("queue", describe(queue)));
    }

    private static String describe(QueueEvidence queue) {
        boolean classic = queue.kind() == QueueKind.CLASSIC;
        return queue.name() + ", " + word(queue.kind()) + (classic ? ", master " : ", leader ") + queue.leader()
                + (queue.replicas().isEmpty() ? "" : (classic ? ", mirrors " : ", members ") + names(queue.replicas()))
                + (queue.dataHere() ? ", contents here" : ", no contents here")
                + (queue.messages().isPresent() ? ", about " + queue.messages().getAsLong() + " messages" : "");
    }

    private static String members(Collection<NodeName> all, Collection<NodeName> disc) {
        List<NodeName> ram = all.stream().filter(node -> !disc.contains(node)).toList();
        return names(all) + (ram.isEmpty() ? "" : " (in memory only: " + names(ram) + ")");
    }

    /** Mnesia's log decides who may boot alone; without it nothing is made up. */
    private static String leaving(NodeName self, DiskEvidence disk) {
        Optional<Map<NodeName, PeerEvent>> peers = disk.peers();
        if (peers.isEmpty()) {
            return "unknown: Mnesia's log was not read";
        }
        List<NodeName> others =
                disk.discMembers().stream().filter(node -> !node.equals(self)).toList();
        List<NodeName> down = others.stream()
                .filter(node -> peers.get().get(node) == PeerEvent.DOWN)
                .toList();
        List<NodeName> waits =
                others.stream().filter(node -> !down.contains(node)).toList();
        if (others.isEmpty()) {
            return "it has no other member to see";
        }
        return (down.isEmpty() ? "nobody" : names(down))
                + (waits.isEmpty() ? ", so it may boot alone" : ", so it waits for " + names(waits));
    }

    private static String ended(DiskEvidence disk) {
        return switch (disk.shutdown()) {
            case CLEAN -> "cleanly";
            case CRASH -> "by a crash, kill or loss of power";
            case UNKNOWN -> "nobody can tell how";
        };
    }

    private static String store(MetadataStore store) {
        return store == MetadataStore.MNESIA ? "in Mnesia" : "in Khepri";
    }

    private void field(String name, String value) {
        line(String.format(Locale.ROOT, "  %-12s %s", name, value));
    }

    /** Names may hold anything; no control character reaches the terminal. */
    private void line(String text) {
        out.println(Wrapped.visible(text));
    }

    static String names(Collection<?> things) {
        return things.isEmpty() ? "none" : things.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
