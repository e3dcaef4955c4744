// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.NodeName;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A node's data directory. Its name is the node's (rabbit-recovery 3), unless it is none.
 *
 * @param path where it is
 * @param from what can be said around it
 */
record NodeDirectory(Path path, Surroundings from) {
    /** Any of these makes a directory that of a RabbitMQ node. */
    private static final List<String> MARKS = List.of(
            "cluster_nodes.config",
            "nodes_running_at_shutdown",
            "schema.DAT",
            "LATEST.LOG",
            "DECISION_TAB.LOG",
            "rabbit_durable_queue.DCD",
            "rabbit_serial",
            "msg_stores",
            "coordination",
            "quorum");

    String name() {
        Path last = path.getFileName();
        return last == null ? "" : last.toString();
    }

    /** The node that its name says. */
    Optional<NodeName> node() {
        return Names.node(name());
    }

    Path file(String file) {
        return path.resolve(file);
    }

    boolean has(String file) {
        return Files.exists(file(file), LinkOption.NOFOLLOW_LINKS);
    }

    /** A file beside it whose name begins with the node's. */
    Path sibling(String suffix) {
        return path.resolveSibling(name() + suffix);
    }

    boolean isNode() {
        return MARKS.stream().anyMatch(this::has);
    }
}
