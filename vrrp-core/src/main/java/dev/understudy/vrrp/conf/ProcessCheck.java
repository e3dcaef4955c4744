// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A {@code vrrp_track_process} block: processes of this name that run.
 *
 * @param name the block's name
 * @param argv the process and, when {@code parameterMatch} says so, its arguments
 * @param parameterMatch how arguments are compared
 * @param fullCommand whether the whole command line's first word is compared, not the short name the kernel keeps
 * @param quorum how many must run, 1 or more
 * @param quorumMax how many may run, empty for any number; 0 means that none must run, whatever the quorum
 * @param forkDelay how long a start must last before it counts
 * @param terminateDelay how long an end must last before it counts
 */
public record ProcessCheck(
        String name,
        List<String> argv,
        ParameterMatch parameterMatch,
        boolean fullCommand,
        int quorum,
        Optional<Integer> quorumMax,
        Duration forkDelay,
        Duration terminateDelay)
        implements CheckDefinition {
    /** How the arguments of a process are compared with the configured ones. */
    public enum ParameterMatch {
        /** All of them; with none configured, arguments do not matter. */
        EXACT,
        /** The configured ones come first, and the last one may be the beginning of an argument; with none configured, there must be none. */
        INITIAL,
        /** The configured ones come first; with none configured, there must be none. */
        PARTIAL
    }

    /** Checks the ranges of the components. */
    public ProcessCheck {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(parameterMatch, "parameterMatch");
        argv = List.copyOf(argv);
        if (argv.isEmpty() || quorum < 1) {
            throw new IllegalArgumentException("a process check needs a process and a quorum of 1 or more");
        }
    }
}
