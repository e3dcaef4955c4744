// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Data of real nodes (RabbitMQ 3.10.8 on Erlang 25), made by stopping and killing them: {@code clean} A stopped, then B;
 * {@code power} both frozen, then killed; {@code killed} A killed, B killed three seconds later; {@code forgot} {@code clean}
 * and B forgotten offline on A. {@code mnesia-says.etf} is what a real Mnesia, started on a copy with the other node away,
 * said of downs, members, tables and rows.
 */
final class Fixtures {

    static final List<String> NODES =
            List.of("clean/a", "clean/b", "power/a", "power/b", "killed/a", "killed/b", "forgot/a");
    static final List<String> TABLES = List.of(
            "rabbit_durable_queue", "rabbit_user", "rabbit_vhost", "rabbit_durable_exchange", "rabbit_durable_route");

    private Fixtures() {}

    static Path of(String name) {
        try {
            return Path.of(Fixtures.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What Mnesia said about a node's files, by key. */
    static Term mnesiaSays(String node) {
        try {
            return ExternalTermReader.read(Files.readAllBytes(of(node).resolve("mnesia-says.etf")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a table as Mnesia had them. */
    static List<Term> rows(String node, String table) {
        return mnesiaSays(node).get(table).orElseThrow().asList().orElseThrow();
    }

    /** Copies a directory's files into an empty one. */
    static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    static void cut(Path file, long size) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, (int) size));
    }
}
