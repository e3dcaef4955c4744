// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.engine.Duty;
import java.util.function.IntFunction;

/**
 * How punctual the loop is: counts turns and adverts that come late, and puts the rare ones into a recording, if there is one. Belongs to
 * the loop's thread; allocates nothing unless something is late and recorded.
 */
final class Punctuality {
    /** A turn that comes later than this is a stall. */
    static final long STALL_NANOS = 100_000_000L;

    /** An advert is late by more than this share of its interval: a hundredth ... */
    private static final long LATE_SHARE = 100;
    /** ... and by no less than a millisecond, which is the scheduler's, not the loop's. */
    private static final long LATE_NANOS = 1_000_000L;

    private final LatenessHistogram lateness = new LatenessHistogram();
    private final long[] lateAfterNanos;
    private final IntFunction<String> names;
    private final Flight flight;

    private long stalls;
    private long lateAdverts;

    /** The last turn left work that was due already: the next one is not late but its second half. */
    private boolean goesOn;

    private long turnLateNanos;
    private int lateInTurn;
    private int latestRouter;
    private long latestNanos;
    private long latestDueNanos;

    /**
     * Starts with nothing counted.
     *
     * @param routers how many routers there are
     * @param names what a router is called in a recording
     */
    Punctuality(int routers, IntFunction<String> names, Flight flight) {
        lateAfterNanos = new long[routers];
        this.names = names;
        this.flight = flight;
    }

    /** Says how often a router advertises. */
    void interval(int router, long intervalNanos) {
        lateAfterNanos[router] = Math.max(LATE_NANOS, intervalNanos / LATE_SHARE);
    }

    /** A turn begins that had a deadline, and is so late. */
    void woke(long lateNanos) {
        if (goesOn) {
            return;
        }
        lateness.record(lateNanos);
        if (lateNanos > STALL_NANOS) {
            stalls++;
            turnLateNanos = lateNanos;
        }
    }

    /** An advert has left at that moment, so late. */
    void advertised(int router, long leftNanos, long lateNanos) {
        if (lateNanos > lateAfterNanos[router]) {
            lateAdverts++;
            if (lateInTurn++ == 0 || lateNanos > latestNanos) {
                latestRouter = router;
                latestNanos = lateNanos;
                latestDueNanos = leftNanos - lateNanos;
            }
        }
    }

    /**
     * The turn is over: what it was late with can be recorded without making it later.
     *
     * @param nowNanos when it began
     * @param nextNanos when the next one is due, or {@link Duty#NEVER}
     */
    void turnIsOver(long nowNanos, long nextNanos) {
        goesOn = nextNanos != Duty.NEVER && nextNanos - nowNanos <= 0;
        if (turnLateNanos == 0 && lateInTurn == 0) {
            return;
        }
        if (flight.isRecorded()) {
            record(nowNanos);
        }
        turnLateNanos = 0;
        lateInTurn = 0;
    }

    private void record(long nowNanos) {
        if (turnLateNanos > 0) {
            flight.stall(nowNanos - turnLateNanos, turnLateNanos);
        }
        if (lateInTurn > 0) {
            // One event for the turn, not for each router: thousands may be late at once.
            flight.lateAdvert(names.apply(latestRouter), lateInTurn, latestDueNanos, latestNanos);
        }
    }

    LoopStats stats(long turns, long packets, long drops) {
        return new LoopStats(
                turns,
                packets,
                drops,
                stalls,
                lateAdverts,
                lateness.percentile(0.5),
                lateness.percentile(0.99),
                lateness.percentile(0.999),
                lateness.max());
    }
}
