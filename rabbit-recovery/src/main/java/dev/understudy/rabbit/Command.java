// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.List;
import java.util.Objects;

/**
 * A line for a POSIX shell on a node's host.
 *
 * @param node on whose host
 * @param text the line, quoted as a person would type it
 * @param doneBefore parts of the output by which a failing command says that it had been done before (rabbit-recovery 1.6: {@code not_a_cluster_node})
 */
public record Command(NodeName node, String text, List<String> doneBefore) {
    public Command {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(text, "text");
        doneBefore = List.copyOf(doneBefore);
    }
}
