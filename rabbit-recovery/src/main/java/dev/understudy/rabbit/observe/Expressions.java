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
    static final String SCRATCH = quoteless(read("scratch.erl"));

    private Expressions() {}

    /** An expression that evaluates the given one, without a character that a shell or Debian's wrapper could take for its own. */
    private static String quoteless(String expression) {
        String codes = expression.chars().mapToObj(Integer::toString).collect(Collectors.joining(","));
        return "{ok, Tokens, _} = erl_scan:string([" + codes + "]), {ok, Exprs} = erl_parse:parse_exprs(Tokens),"
                + " {value, Value, _} = erl_eval:exprs(Exprs, []), Value.";
    }

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
