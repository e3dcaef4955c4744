// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.VrrpVersion;

/** The timer arithmetic, in nanoseconds: whole centiseconds would make the skew zero for every priority at a 10 ms interval (P3). */
final class Timing {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int PRIORITIES = 256;
    private static final int MISSED_ADVERTS = 3;

    private Timing() {}

    /** P3: version 3 scales the skew with the Active's interval, version 2 always with one second. */
    static long skewNanos(VrrpVersion version, int priority, long activeIntervalNanos) {
        long unit = version == VrrpVersion.V2 ? NANOS_PER_SECOND : activeIntervalNanos;
        return (PRIORITIES - priority) * unit / PRIORITIES;
    }

    /** P4 without the skew: how long silence lasts before the skew begins. */
    static long silenceNanos(long activeIntervalNanos) {
        return MISSED_ADVERTS * activeIntervalNanos;
    }

    /** Returns the next point of the schedule after now: on the grid of the previous deadline, without a burst for missed points. */
    static long nextOnSchedule(long deadlineNanos, long intervalNanos, long nowNanos) {
        long next = deadlineNanos + intervalNanos;
        return next - nowNanos > 0 ? next : next + ((nowNanos - next) / intervalNanos + 1) * intervalNanos;
    }
}
