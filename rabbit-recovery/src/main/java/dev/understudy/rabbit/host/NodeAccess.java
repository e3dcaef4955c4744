// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.host;

import dev.understudy.rabbit.Installation;
import dev.understudy.rabbit.NodeName;
import java.util.Objects;

/**
 * How a node is looked at and commanded.
 *
 * @param node its name
 * @param installation what is installed where
 * @param shell runs lines on its host
 */
public record NodeAccess(NodeName node, Installation installation, HostShell shell) {
    public NodeAccess {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(installation, "installation");
        Objects.requireNonNull(shell, "shell");
    }
}
