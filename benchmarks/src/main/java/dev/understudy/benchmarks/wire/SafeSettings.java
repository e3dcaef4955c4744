// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.List;

/**
 * What the figure {@code safe} was asked for.
 *
 * @param seconds how long each run is watched
 * @param collectors of the Active's JVM
 * @param classes of its loop's thread
 * @param loads that it bears
 */
record SafeSettings(int seconds, List<Collector> collectors, List<SchedulingClass> classes, List<Load> loads) {
    /** With other intervals than these the figure would miss the issue's: 1 s and 100 ms. */
    static final List<Interval> INTERVALS = List.of(10, 20, 50, 100, 200, 500, 1000).stream()
            .map(Interval::ofMillis)
            .toList();
}
