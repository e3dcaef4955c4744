// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Erlang expressions for {@code rabbitmqctl eval}, kept as resources where a person can read them. */
final class Expressions {
    /** What {@link Answers#definitions} reads. */
    static final String DEFINITIONS = read("definitions.erl");

    /** Answers {@code ok} when a message was published, confirmed and read back. */
    static final String SCRATCH = read("scratch.erl");

    private Expressions() {}

    /** On one line, without comments. */
    private static String read(String resource) {
        try (InputStream in = Expressions.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("%"))
                    .map(String::strip)
                    .collect(Collectors.joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
