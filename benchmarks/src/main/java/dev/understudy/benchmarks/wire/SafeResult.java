// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run: every interval at once, because one process holds all the routers.
 *
 * @param collector of the Active's JVM
 * @param scheduling of its loop's thread
 * @param load that it bore
 * @param seconds that it was watched
 * @param mibPerSecond that its neighbour allocated, 0 without one
 * @param cells by interval, the shortest first
 */
record SafeResult(
        Collector collector,
        SchedulingClass scheduling,
        Load load,
        int seconds,
        long mibPerSecond,
        List<SafeCell> cells) {
    /** The smallest interval that nothing happened at, nor at any longer one; empty when something did at the longest. */
    Optional<Interval> smallestSafe() {
        Interval smallest = null;
        List<SafeCell> longestFirst = new ArrayList<>(cells);
        java.util.Collections.reverse(longestFirst);
        for (SafeCell cell : longestFirst) {
            if (!cell.isSafe()) {
                break;
            }
            smallest = cell.interval();
        }
        return Optional.ofNullable(smallest);
    }

    SafeCell at(Interval interval) {
        return cells.stream()
                .filter(cell -> cell.interval().equals(interval))
                .findFirst()
                .orElseThrow();
    }
}
