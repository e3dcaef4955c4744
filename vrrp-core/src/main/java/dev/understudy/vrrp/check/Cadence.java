// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.time.Duration;

/**
 * How often a check runs and how long it may take.
 *
 * @param interval from the start of one run to the start of the next; at least a millisecond, at most 30 days
 * @param timeout when a run counts as failed; within the same bounds, and may be longer than the interval
 */
public record Cadence(Duration interval, Duration timeout) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    /** Checks the ranges. */
    public Cadence {
        check("interval", interval);
        check("timeout", timeout);
    }

    /** Returns a cadence whose timeout is its interval, keepalived's default. */
    public static Cadence every(Duration interval) {
        return new Cadence(interval, interval);
    }

    /** Returns this cadence with another timeout. */
    public Cadence timeout(Duration other) {
        return new Cadence(interval, other);
    }

    private static void check(String what, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " " + value + " is not within 1 ms..30 days");
        }
    }

    /** Returns the first moment after now on the grid that began at {@code dueNanos}: what was missed is not made up for. */
    long next(long dueNanos, long nowNanos) {
        long step = interval.toNanos();
        long missed = Math.max(0, (nowNanos - dueNanos) / step);
        return dueNanos + (missed + 1) * step;
    }
}
