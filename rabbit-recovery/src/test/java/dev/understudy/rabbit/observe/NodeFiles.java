// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Finding;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The data directory of rabbit@hostb, which stopped cleanly after rabbit@hosta: Mnesia's real files of 3.10.8, and the others made to fit. */
final class NodeFiles {
    static final String NODE = "rabbit@hostb";
    private static final Path REAL = real();

    final Path directory;

    private NodeFiles(Path directory) {
        this.directory = directory;
    }

    static NodeFiles in(Path base) throws IOException {
        NodeFiles node = new NodeFiles(Files.createDirectories(base.resolve(NODE)));
        try (Stream<Path> files = Files.list(REAL)) {
            for (Path file : files.filter(f -> !f.toString().endsWith(".etf")).toList()) {
                Files.copy(file, node.directory.resolve(file.getFileName()));
            }
        }
        node.write("cluster_nodes.config", "{['rabbit@hosta',rabbit@hostb],['rabbit@hosta',rabbit@hostb]}.\n");
        node.write("nodes_running_at_shutdown", "[rabbit@hostb].\n");
        node.write("../" + NODE + "-feature_flags", "[implicit_default_bindings,quorum_queue].\n");
        node.write("msg_stores/vhosts/V/.vhost", "/");
        node.write("msg_stores/vhosts/V/msg_store_persistent/clean.dot", "");
        node.write("msg_stores/vhosts/V/queues/Q/.queue_name", "VHOST: /\nQUEUE: cb.q\n");
        return node;
    }

    private static Path real() {
        try {
            return Path.of(NodeFiles.class.getResource("term/clean/b").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Path file(String name) {
        return directory.resolve(name).normalize();
    }

    NodeFiles write(String name, String text) throws IOException {
        Path file = file(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    NodeFiles delete(String name) throws IOException {
        Files.delete(file(name));
        return this;
    }

    DiskEvidence inspect() {
        return DataDirectory.inspect(directory);
    }

    /** The findings about this file or directory. */
    static List<Finding> about(DiskEvidence evidence, Path file) {
        return evidence.findings().stream()
                .filter(finding -> finding.file().equals(file.toString()))
                .toList();
    }
}
