// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.lab.Intervals;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.WireAdvert;
import dev.understudy.lab.WireObserver;
import java.time.Duration;
import java.util.Locale;

/** Times between what the kernel has stamped: printed, so that a run leaves its figures, and held to their formulas. */
final class Measured {
    private static final Duration SOON = Duration.ofSeconds(15);

    private Measured() {}

    /**
     * Waits for the first advert of the next Active after a moment and holds the time since the last one of the former Active to a formula.
     *
     * @return the first advert of the next Active
     */
    static WireAdvert takeover(
            String what, WireObserver wire, LabHost former, LabHost next, long afterNanos, long formulaNanos) {
        WireAdvert first = wire.awaitAdvertFrom(next, afterNanos, SOON);
        WireAdvert last = wire.lastAdvertFrom(former, first.timeNanos()).orElseThrow();
        within(what, first.timeNanos() - last.timeNanos(), formulaNanos);
        return first;
    }

    static void within(String what, long measuredNanos, long formulaNanos) {
        say(what, measuredNanos, String.format(Locale.ROOT, "formula %.1f ms", formulaNanos / 1e6));
        Intervals.within(what, measuredNanos, formulaNanos);
    }

    /** As above for a time that began somewhere between two moments: fails if it cannot lie in the window. */
    static void within(String what, long leastNanos, long mostNanos, long formulaNanos) {
        String range =
                String.format(Locale.ROOT, "%.1f ms at least, formula %.1f ms", leastNanos / 1e6, formulaNanos / 1e6);
        say(what, mostNanos, range);
        Intervals.within(what, Math.max(leastNanos, Math.min(mostNanos, formulaNanos)), formulaNanos);
    }

    static void say(String what, long measuredNanos, String remark) {
        System.out.printf(Locale.ROOT, "measured: %s: %.1f ms (%s)%n", what, measuredNanos / 1e6, remark);
    }
}
