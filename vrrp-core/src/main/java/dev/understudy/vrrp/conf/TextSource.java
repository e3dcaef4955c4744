// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Files that exist in memory alone: for tests, and for the demo, which touches no file. */
final class TextSource implements ConfSource {
    private final Map<Path, String> texts;

    TextSource(Map<Path, String> texts) {
        this.texts = texts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(e -> e.getKey().normalize(), Map.Entry::getValue));
    }

    @Override
    public Kind kind(Path file) {
        String text = texts.get(file.normalize());
        if (text != null) {
            return text.startsWith("#!") ? Kind.EXECUTABLE : Kind.PLAIN;
        }
        boolean directory = texts.keySet().stream().anyMatch(p -> p.startsWith(file.normalize()));
        return directory ? Kind.OTHER : Kind.ABSENT;
    }

    @Override
    public byte[] read(Path file) throws IOException {
        String text = texts.get(file.normalize());
        if (text == null) {
            throw new IOException("no such file");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Path> list(Path directory) {
        Path wanted = directory.normalize();
        int depth = wanted.toString().isEmpty() ? 0 : wanted.getNameCount();
        return texts.keySet().stream()
                .filter(file -> file.isAbsolute() == wanted.isAbsolute())
                .filter(file -> depth == 0 || file.startsWith(wanted) && file.getNameCount() > depth)
                .map(file -> wanted.resolve(file.getName(depth)))
                .distinct()
                .toList();
    }
}
