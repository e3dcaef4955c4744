// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * About how many persistent messages of a classic queue are on disk: what its index has as published and not as acknowledged. After a kill
 * acknowledgements that were still in memory are missing (those messages come again), and messages that the store lost are counted.
 * Transient messages do not survive and are not counted.
 */
final class ClassicQueueIndex {
    /** What one start would take minutes to read is not counted. */
    static final long MOST_BYTES = 1L << 30;

    private ClassicQueueIndex() {}

    /** Of the directory of one queue; empty if it cannot be told. */
    static OptionalLong persistentMessages(Path queue) {
        try {
            List<Path> old = files(queue, ".idx", ".jif");
            List<Path> current = files(queue, ".qi");
            boolean both = !old.isEmpty() && !current.isEmpty(); // killed while one was made from the other
            if (both || old.isEmpty() && current.isEmpty() || size(old) + size(current) > MOST_BYTES) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(
                    current.isEmpty() ? QueueIndexV1.count(old, entries(queue)) : QueueIndexV2.count(current));
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    /** How many messages a segment has: a setting of the virtual host; without one, as before 3.8, the largest possible. */
    private static int entries(Path queue) throws IOException {
        Path root = queue.toAbsolutePath().getParent().getParent();
        StatusFile config = StatusFile.read(root.resolve(".config"));
        if (config instanceof StatusFile.Holds holds && holds.term().isRecord("segment_entry_count", 2)) {
            long count = holds.term().element(2).orElseThrow().asLong().orElse(0);
            if (count >= 1 && count <= QueueIndexV1.MOST_ENTRIES) {
                return (int) count;
            }
        }
        if (config instanceof StatusFile.Missing) {
            return QueueIndexV1.MOST_ENTRIES;
        }
        throw new IOException(".config does not tell the size of segments");
    }

    private static List<Path> files(Path queue, String... endings) throws IOException {
        try (Stream<Path> entries = Files.list(queue)) {
            return entries.filter(file -> Stream.of(endings)
                            .anyMatch(ending -> file.getFileName().toString().endsWith(ending)))
                    .sorted()
                    .toList();
        }
    }

    private static long size(List<Path> files) throws IOException {
        long size = 0;
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new IOException(file + " is no regular file");
            }
            size += Files.size(file);
        }
        return size;
    }
}
