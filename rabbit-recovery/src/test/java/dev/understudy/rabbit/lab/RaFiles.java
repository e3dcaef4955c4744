// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a node has on its disk of its quorum queues and streams. A new member has its directory at once, and is entered in {@code names.dets}
 * and {@code meta.dets} seconds later: a power loss between leaves a member that the next boot does not find ("Starting member as a new
 * one"), for which there is no leader any more.
 */
final class RaFiles {
    private RaFiles() {}

    /** Whether every member that has a directory is entered. */
    static boolean areComplete(Path nodeDirectory) {
        String node = nodeDirectory.getFileName().toString();
        return Stream.of("quorum", "coordination")
                .map(system -> nodeDirectory.resolve(system).resolve(node))
                .filter(Files::isDirectory)
                .allMatch(RaFiles::isComplete);
    }

    private static boolean isComplete(Path system) {
        try (Stream<Path> entries = Files.list(system)) {
            List<Path> members = entries.filter(Files::isDirectory).toList();
            return contains(system.resolve("names.dets"), members) && contains(system.resolve("meta.dets"), members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, List<Path> members) throws IOException {
        if (!Files.exists(file)) {
            return members.isEmpty();
        }
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        return members.stream()
                .allMatch(member -> content.contains(member.getFileName().toString()));
    }
}
