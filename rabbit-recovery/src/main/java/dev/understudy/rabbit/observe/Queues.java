// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding.Code;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueEvidence;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Unites what the definitions and what the directories of contents say of queues. */
final class Queues {
    private final NodeDirectory directory;
    private final ContentDirectories contents;
    private final RaftDirectories raft;

    Queues(NodeDirectory directory, ContentDirectories contents, RaftDirectories raft) {
        this.directory = directory;
        this.contents = contents;
        this.raft = raft;
    }

    List<QueueEvidence> unite(Definitions definitions, Findings findings) {
        Map<QueueName, QueueEvidence> queues = new TreeMap<>();
        for (QueueRecord row : definitions.queues().orElse(List.of())) {
            queues.put(row.name(), of(row));
        }
        if (definitions.queues().isPresent()) {
            undefined(queues, findings);
            return List.copyOf(queues.values());
        }
        // Without definitions this node is taken for the leader of what it holds: there is no better guess.
        directory.node().ifPresent(self -> {
            contents.queues()
                    .forEach((name, path) -> queues.put(
                            name,
                            evidence(
                                    name, QueueKind.CLASSIC, self, List.of(), true, messages(path), Optional.empty())));
            raft.queues()
                    .forEach((name, members) -> queues.put(
                            name,
                            evidence(
                                    name,
                                    QueueKind.QUORUM,
                                    self,
                                    members,
                                    true,
                                    OptionalLong.empty(),
                                    Optional.empty())));
        });
        return List.copyOf(queues.values());
    }

    private QueueEvidence of(QueueRecord row) {
        Path path = contents.queues().get(row.name());
        boolean here = switch (row.kind()) {
            case CLASSIC -> path != null;
            case QUORUM -> raft.queues().containsKey(row.name());
            case STREAM -> stream(row);
        };
        OptionalLong messages = path == null ? OptionalLong.empty() : messages(path);
        return evidence(row.name(), row.kind(), row.leader(), row.replicas(), here, messages, row.policy());
    }

    /** A copy does not have the streams' directories; there the definition has to do. */
    private boolean stream(QueueRecord row) {
        return directory.from() == Surroundings.COPY
                ? directory.node().map(row.replicas()::contains).orElse(false)
                : !row.directory().isEmpty()
                        && !row.directory().contains("/")
                        && Files.isDirectory(directory.file("stream").resolve(row.directory()));
    }

    private void undefined(Map<QueueName, QueueEvidence> queues, Findings findings) {
        List<QueueName> unknown = contents.queues().keySet().stream()
                .filter(name -> !queues.containsKey(name))
                .toList();
        if (!unknown.isEmpty()) {
            findings.note(
                    Code.OTHER,
                    directory.file("msg_stores"),
                    "has contents of queues that are not durable, or not defined here any more: "
                            + unknown.stream().limit(10).toList() + "; a start removes them");
        }
    }

    private static OptionalLong messages(Path queue) {
        return ClassicQueueIndex.persistentMessages(queue);
    }

    private static QueueEvidence evidence(
            QueueName name,
            QueueKind kind,
            NodeName leader,
            List<NodeName> replicas,
            boolean here,
            OptionalLong messages,
            Optional<String> policy) {
        return new QueueEvidence(name, kind, leader, replicas, Set.of(), here, messages, policy);
    }
}
