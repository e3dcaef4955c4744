// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.time.Duration;
import java.util.List;

/**
 * The supervised part of a check ({@code understudy_restart "command"}, {@code grace SECONDS}): when the probe fails, the command is run
 * and the service has the grace time to become healthy; only then does the failure count.
 *
 * @param argv the program and its arguments; no shell is involved
 * @param grace from the start of the command, 5 s if the file does not say
 */
public record Restart(List<String> argv, Duration grace) {
    /** The grace time of a file that does not give one. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    /** Checks that there is a program and that the grace time is not negative. */
    public Restart {
        argv = List.copyOf(argv);
        if (argv.isEmpty() || argv.get(0).isEmpty()) {
            throw new IllegalArgumentException("a restart needs a command");
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace " + grace + " is negative");
        }
    }
}
