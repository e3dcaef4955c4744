// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The host's own files. */
final class FileSource implements ConfSource {
    @Override
    public Kind kind(Path file) {
        if (!Files.exists(file)) {
            return Kind.ABSENT;
        }
        if (!Files.isRegularFile(file)) {
            return Kind.OTHER;
        }
        return Files.isExecutable(file) ? Kind.EXECUTABLE : Kind.PLAIN;
    }

    @Override
    public byte[] read(Path file) throws IOException {
        // A device or a pipe could be endless: the limit holds while reading, not only for what the directory says.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST_FILE + 1);
            if (content.length > LARGEST_FILE) {
                throw new IOException("larger than " + LARGEST_FILE + " bytes");
            }
            return content;
        }
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.collect(Collectors.toList());
        }
    }
}
