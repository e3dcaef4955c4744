// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import java.util.Map;

/**
 * A runtime as management tools see it, under {@code dev.understudy:type=VrrpRuntime,id=N}. The figures are those of {@link LoopStats};
 * attributes read within 100 ms of each other are of one moment. Reading asks the loop, which answers between two turns; attributes
 * fail with {@link IllegalStateException} when it does not within two seconds. Safe for use by several threads.
 *
 * @see RuntimeConfig.Builder#jmx
 */
public interface VrrpRuntimeMXBean {
    /** Returns the turns of the loop. */
    long getTurns();

    /** Returns the packets read. */
    long getPackets();

    /** Returns the packets the kernel dropped because a receive buffer was full. */
    long getDrops();

    /** Returns the turns that came more than 100 ms late. */
    long getStalls();

    /** Returns the adverts that left late by more than a hundredth of their interval, and more than 1 ms. */
    long getLateAdverts();

    /** Returns the median lateness of turns that had a deadline, in microseconds. */
    long getLatenessP50Micros();

    /** Returns the 99th percentile of the lateness, in microseconds. */
    long getLatenessP99Micros();

    /** Returns the 99.9th percentile of the lateness, in microseconds. */
    long getLatenessP999Micros();

    /** Returns the largest lateness, in microseconds: with {@link #getStalls} above 0, the longest stall. */
    long getLatenessMaxMicros();

    /** Returns the state of every router, by its id. */
    Map<String, String> getRouterStates();
}
