// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding.Code;
import dev.understudy.rabbit.QueueName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The contents of classic queues: {@code msg_stores/vhosts/ID/queues/ID}, each with its queue's name (rabbit-recovery 3). Before 3.7 there
 * was one store for all virtual hosts, in the node's directory itself, whose queues have no names.
 *
 * @param roots the directories of message stores, one for each virtual host
 * @param queues where a queue's contents are
 * @param vhosts the virtual hosts that have a store
 */
record ContentDirectories(List<Path> roots, Map<QueueName, Path> queues, Set<String> vhosts) {
    private static final int NAME_BYTES = 4096;

    static ContentDirectories read(NodeDirectory directory, Findings findings) {
        List<Path> roots = list(directory.file("msg_stores").resolve("vhosts"), findings);
        Map<QueueName, Path> queues = new TreeMap<>();
        Set<String> vhosts = new TreeSet<>();
        for (Path root : roots) {
            text(root.resolve(".vhost"), findings).map(String::strip).ifPresent(vhosts::add);
            for (Path queue : list(root.resolve("queues"), findings)) {
                text(queue.resolve(".queue_name"), findings)
                        .flatMap(ContentDirectories::name)
                        .ifPresent(name -> queues.put(name, queue));
            }
        }
        if (roots.isEmpty() && directory.has("queues")) {
            findings.warning(
                    Code.LEGACY_FORM,
                    directory.file("queues"),
                    "is where versions before 3.7 keep contents: whose they are is not read");
            return new ContentDirectories(List.of(directory.path()), Map.of(), Set.of());
        }
        return new ContentDirectories(roots, queues, vhosts);
    }

    /** {@code VHOST: v}, newline, {@code QUEUE: q}, newline, maybe more; a name may contain newlines itself. */
    static Optional<QueueName> name(String text) {
        int queue = text.indexOf("\nQUEUE: ");
        if (!text.startsWith("VHOST: ") || queue < 0) {
            return Optional.empty();
        }
        String name = text.substring(queue + "\nQUEUE: ".length());
        int more = name.endsWith("\nINDEX: v2\n") ? name.length() - "\nINDEX: v2\n".length() : -1;
        if (more < 0) {
            more = name.endsWith("\n") ? name.length() - 1 : name.length();
        }
        return Optional.of(new QueueName(text.substring("VHOST: ".length(), queue), name.substring(0, more)));
    }

    private static Optional<String> text(Path file, Findings findings) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (!Files.isRegularFile(file)) {
                throw new IOException("it is no regular file");
            }
            if (Files.size(file) > NAME_BYTES) {
                throw new IOException("it is larger than " + NAME_BYTES + " bytes");
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            if (text.isBlank()) {
                findings.warning(Code.TABLE_NOT_READ, file, "is empty: whose contents lie beside it is not known");
                return Optional.empty();
            }
            return Optional.of(text);
        } catch (IOException e) {
            findings.warning(Code.TABLE_NOT_READ, file, "cannot be read: " + StatusFile.reason(e));
            return Optional.empty();
        }
    }

    /** The directories in a directory, in order; none if it is none. */
    static List<Path> list(Path directory, Findings findings) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return new ArrayList<>(entries.filter(Files::isDirectory).sorted().toList());
        } catch (IOException | UncheckedIOException e) {
            findings.warning(Code.TABLE_NOT_READ, directory, "cannot be looked into: " + e.getMessage());
            return List.of();
        }
    }
}
