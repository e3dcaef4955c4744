// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

/**
 * What an operator declares of a node. It is never inferred: a node that does not answer may come back with its data, and a plan that
 * gives up on it loses what only it has (rabbit-recovery 8 c).
 */
public enum Declaration {
    /** Nothing was declared: the node is expected back with its data. */
    EXPECTED,
    /** Node and data are gone and will not come back. */
    LOST,
    /** As {@link #LOST}, and an empty host under the same node name stands ready. */
    REBUILT,
    /** The host is gone, a copy of its data directory exists ({@link NodeSnapshot#filesAt()}). */
    FILES_ONLY,
    /** Not a member yet: an empty node, installed and able to start, offered as a replacement. */
    SPARE;

    /** Whether the data that the node had is given up. */
    public boolean dataIsGone() {
        return this == LOST || this == REBUILT;
    }
}
