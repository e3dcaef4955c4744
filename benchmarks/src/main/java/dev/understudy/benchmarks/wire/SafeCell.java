// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

/**
 * What one run showed of one interval.
 *
 * @param interval of the router
 * @param falseTakeovers how often the Backup began to advertise although the Active lived
 * @param lapses how often the address vanished from the Active
 * @param longestGapNanos between two adverts of the Active, or an end of the run and the advert next to it
 */
record SafeCell(Interval interval, int falseTakeovers, int lapses, long longestGapNanos) {
    boolean isSafe() {
        return falseTakeovers == 0 && lapses == 0;
    }
}
