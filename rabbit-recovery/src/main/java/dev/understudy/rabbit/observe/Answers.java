// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.PartitionHandling;
import dev.understudy.rabbit.QueueEvidence;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import dev.understudy.rabbit.RabbitVersion;
import dev.understudy.rabbit.json.JsonFormatException;
import dev.understudy.rabbit.json.JsonValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What RabbitMQ's tools answer with {@code --formatter json}, as recorded of 3.10.8 and 4.0.5. Banner lines may stand before the JSON, which
 * spans lines.
 */
final class Answers {
    private Answers() {}

    /** The answer is not what it should be. */
    static final class NotUnderstood extends Exception {
        private static final long serialVersionUID = 1L;

        NotUnderstood(String message) {
            super(message);
        }
    }

    /** {@code cluster_status}. */
    record Cluster(
            Set<NodeName> disc,
            Set<NodeName> ram,
            Set<NodeName> running,
            Map<NodeName, Set<NodeName>> partitions,
            Map<NodeName, RabbitVersion> versions,
            MetadataStore store) {}

    /** {@code definitions.erl}; messages are not known yet. */
    record Definitions(PartitionHandling handling, List<QueueEvidence> queues) {}

    static Cluster cluster(String out) throws NotUnderstood {
        Fields status = Fields.of(json(out));
        Map<NodeName, Set<NodeName>> partitions = new TreeMap<>();
        for (Map.Entry<String, Object> entry : status.object("partitions").entries()) {
            partitions.put(Fields.node(entry.getKey()), Fields.nodes(entry.getValue()));
        }
        Map<NodeName, RabbitVersion> versions = new TreeMap<>();
        for (Map.Entry<String, Object> entry : status.object("versions").entries()) {
            String version = Fields.of(entry.getValue()).text("rabbitmq_version");
            Optional<RabbitVersion> parsed = version(version);
            if (parsed.isPresent()) {
                versions.put(Fields.node(entry.getKey()), parsed.get());
            }
        }
        MetadataStore store = MetadataStore.MNESIA;
        for (Object flag : status.list("feature_flags")) {
            Fields fields = Fields.of(flag);
            if (fields.text("name").equals("khepri_db") && fields.text("state").equals("enabled")) {
                store = MetadataStore.KHEPRI;
            }
        }
        return new Cluster(
                Fields.nodes(status.list("disk_nodes")),
                Fields.nodes(status.list("ram_nodes")),
                Fields.nodes(status.list("running_nodes")),
                partitions,
                versions,
                store);
    }

    static Definitions definitions(String out, NodeName self) throws NotUnderstood {
        Fields value = Fields.of(json(out)).object("value");
        List<QueueEvidence> queues = new ArrayList<>();
        for (Object row : value.list("queues")) {
            queues.add(queue(Fields.of(row), self));
        }
        queues.sort((one, other) -> one.name().compareTo(other.name()));
        return new Definitions(handling(value.text("handling")), queues);
    }

    private static QueueEvidence queue(Fields row, NodeName self) throws NotUnderstood {
        QueueKind kind = kind(row.text("type"));
        NodeName leader = Fields.node(row.text("leader"));
        Set<NodeName> synchronised = Fields.nodes(row.list("synchronised"));
        Set<NodeName> members = Fields.nodes(row.list("members"));
        List<NodeName> replicas = new ArrayList<>();
        if (kind == QueueKind.CLASSIC) {
            for (Object mirror : row.list("recoverable")) {
                add(replicas, Fields.node(mirror), leader);
            }
            for (Object mirror : row.list("mirrors")) {
                add(replicas, Fields.node(mirror), leader);
            }
        } else {
            replicas.addAll(members);
        }
        boolean here = leader.equals(self) || synchronised.contains(self) || members.contains(self);
        String policy = row.text("policy");
        return new QueueEvidence(
                new QueueName(row.text("vhost"), row.text("name")),
                kind,
                leader,
                replicas,
                synchronised,
                here,
                OptionalLong.empty(),
                policy.isEmpty() ? Optional.empty() : Optional.of(policy));
    }

    private static void add(List<NodeName> replicas, NodeName node, NodeName leader) {
        if (!node.equals(leader) && !replicas.contains(node)) {
            replicas.add(node);
        }
    }

    /** {@code list_queues name messages}; a queue that does not answer has no number. */
    static Map<String, Long> messages(String out) throws NotUnderstood {
        Map<String, Long> messages = new HashMap<>();
        for (Object row : Fields.asList(json(out))) {
            Fields fields = Fields.of(row);
            if (fields.get("messages") instanceof Number number) {
                messages.put(fields.text("name"), number.longValue());
            }
        }
        return messages;
    }

    /** {@code list_users}, {@code list_vhosts}: one property of each row. */
    static Set<String> names(String out, String property) throws NotUnderstood {
        Set<String> names = new TreeSet<>();
        for (Object row : Fields.asList(json(out))) {
            names.add(Fields.of(row).text(property));
        }
        return names;
    }

    /** {@code quorum_status}: how many members say that they lead. */
    static int leaders(String out) throws NotUnderstood {
        int leaders = 0;
        for (Object row : Fields.asList(json(out))) {
            leaders += Fields.of(row).text("Raft State").equals("leader") ? 1 : 0;
        }
        return leaders;
    }

    /** {@code rabbitmqctl version}, which may be preceded by banner lines. */
    static Optional<RabbitVersion> version(String out) {
        List<String> lines =
                out.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        try {
            return lines.isEmpty() ? Optional.empty() : Optional.of(RabbitVersion.parse(lines.get(lines.size() - 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Object json(String out) throws NotUnderstood {
        int at = 0;
        while (at < out.length() && out.charAt(at) != '{' && out.charAt(at) != '[') {
            int newline = out.indexOf('\n', at);
            at = newline < 0 ? out.length() : newline + 1;
        }
        try {
            return JsonValues.read(out.substring(at), "answer");
        } catch (JsonFormatException e) {
            throw new NotUnderstood(e.getMessage());
        }
    }

    private static QueueKind kind(String type) throws NotUnderstood {
        return switch (type) {
            case "rabbit_classic_queue" -> QueueKind.CLASSIC;
            case "rabbit_quorum_queue" -> QueueKind.QUORUM;
            case "rabbit_stream_queue" -> QueueKind.STREAM;
            default -> throw new NotUnderstood("a type of queue that is not known: " + type);
        };
    }

    private static PartitionHandling handling(String word) {
        return switch (word) {
            case "ignore" -> PartitionHandling.IGNORE;
            case "pause_minority" -> PartitionHandling.PAUSE_MINORITY;
            case "autoheal" -> PartitionHandling.AUTOHEAL;
            default -> PartitionHandling.UNKNOWN;
        };
    }
}
