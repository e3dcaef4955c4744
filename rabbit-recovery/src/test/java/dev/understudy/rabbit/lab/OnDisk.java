// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a node would still have of its queues after a power loss now. What was declared is on disk a moment later only: Mnesia's log is written
 * up to two seconds late, so that of nodes which crash together one knows a queue and another does not; a new Raft member has its directory at
 * once, and is entered in {@code names.dets} and {@code meta.dets} seconds later, without which the next boot makes it anew and finds no
 * leader for it.
 */
final class OnDisk {
    private final Path directory;

    OnDisk(Path nodeDirectory) {
        this.directory = nodeDirectory;
    }

    boolean has(Collection<String> queues) {
        return definitions(queues) && members("quorum") && members("coordination");
    }

    private boolean definitions(Collection<String> queues) {
        if (!Files.exists(directory.resolve("schema.DAT"))) {
            return true; // Khepri, which is a Raft member
        }
        String text = Stream.of("LATEST.LOG", "rabbit_durable_queue.DCD", "rabbit_durable_queue.DCL")
                .map(name -> text(directory.resolve(name)))
                .collect(Collectors.joining());
        return queues.stream().allMatch(text::contains);
    }

    private boolean members(String system) {
        Path raft = directory.resolve(system).resolve(directory.getFileName());
        if (!Files.isDirectory(raft)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(raft)) {
            List<String> members = entries.filter(Files::isDirectory)
                    .map(member -> member.getFileName().toString())
                    .toList();
            return Stream.of("names.dets", "meta.dets")
                    .map(name -> text(raft.resolve(name)))
                    .allMatch(text -> members.stream().allMatch(text::contains));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
