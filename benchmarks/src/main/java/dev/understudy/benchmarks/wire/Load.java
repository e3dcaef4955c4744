// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.Locale;

/** What the Active has to bear. */
enum Load {
    /** A thread of its own JVM allocates as fast as it can. */
    ALLOCATION,
    /** The small separate JVM of the runner, and as many busy processes as there are processors. */
    CONTENTION,
    /** The JVM of {@link #ALLOCATION} beside the processes of {@link #CONTENTION}. */
    BOTH;

    /** Whether the Active is embedded in a JVM that has other work; otherwise it is the runner. */
    boolean isEmbedded() {
        return this != CONTENTION;
    }

    boolean hasBusyProcesses() {
        return this != ALLOCATION;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
