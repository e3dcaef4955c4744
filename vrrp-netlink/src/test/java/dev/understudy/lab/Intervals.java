// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.util.Locale;

/**
 * The timing formulas of VRRP (P3, P4), written once more for the tests, and the one tolerance that measured intervals are held to:
 * [formula - 5 %, formula + 1 s].
 */
public final class Intervals {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private Intervals() {}

    /** P3, version 2: (256 - priority) / 256 seconds, whatever the interval. */
    public static long skewV2Nanos(int priority) {
        return (256 - priority) * SECOND_NANOS / 256;
    }

    /** P4, version 2: three intervals and the skew. */
    public static long downV2Nanos(int priority, int intervalSeconds) {
        return 3 * intervalSeconds * SECOND_NANOS + skewV2Nanos(priority);
    }

    /** P3, version 3: (256 - priority) / 256 of the Active's interval. */
    public static long skewV3Nanos(int priority, int intervalCentis) {
        return (256 - priority) * (intervalCentis * 10_000_000L) / 256;
    }

    /** P4, version 3. */
    public static long downV3Nanos(int priority, int intervalCentis) {
        return 3 * intervalCentis * 10_000_000L + skewV3Nanos(priority, intervalCentis);
    }

    /** Fails, with all the numbers, unless the measured time lies in [formula - 5 %, formula + 1 s]. */
    public static void within(String what, long measuredNanos, long formulaNanos) {
        long leastNanos = formulaNanos - formulaNanos / 20;
        long mostNanos = formulaNanos + SECOND_NANOS;
        if (measuredNanos < leastNanos || measuredNanos > mostNanos) {
            throw new AssertionError(String.format(
                    Locale.ROOT,
                    "%s took %s, outside [%s, %s] around the formula's %s (off by %s)",
                    what,
                    millis(measuredNanos),
                    millis(leastNanos),
                    millis(mostNanos),
                    millis(formulaNanos),
                    millis(measuredNanos - formulaNanos)));
        }
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f ms", nanos / 1e6);
    }
}
