// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.lab.Intervals;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.WireAdvert;
import dev.understudy.lab.WireObserver;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;

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

    /** Holds each time between two of these adverts, which are one host's, to the interval. */
    static void periods(String what, List<WireAdvert> adverts, long intervalNanos) {
        LongSummaryStatistics periods = IntStream.range(1, adverts.size())
                .mapToLong(i -> adverts.get(i).timeNanos() - adverts.get(i - 1).timeNanos())
                .summaryStatistics();
        String remark = String.format(
                Locale.ROOT, "shortest of %d, the longest %.1f ms", periods.getCount(), periods.getMax() / 1e6);
        say("period of adverts, " + what, periods.getMin(), remark);
        // One that is late makes the next one early, because the schedule is absolute; the average shows a schedule
        // that is not kept.
        Intervals.within("average period, " + what, (long) periods.getAverage(), intervalNanos);
        Intervals.within("longest period, " + what, periods.getMax(), intervalNanos);
    }

    /** As {@link #periods}, on the average: below a second the machine's jitter is no small part of an interval. */
    static void meanPeriod(String what, List<WireAdvert> adverts, long intervalNanos) {
        long lastNanos = adverts.get(adverts.size() - 1).timeNanos();
        long meanNanos = (lastNanos - adverts.get(0).timeNanos()) / (adverts.size() - 1);
        within("mean period of " + adverts.size() + " adverts, " + what, meanNanos, intervalNanos);
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
