// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.benchmarks.wire.Comparison.Kind;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How late a Backup claims, and how long after its claim it announces the address. Each round has processes of its own: its first takeover is
 * the first of the Backup's process.
 */
final class TakeoverFigure implements Figure {
    private static final String TAKEOVER = "takeover";
    private static final String GARP = "garp";
    /** So long a program has been Backup before its first takeover: its start is over. */
    private static final long FIRST_SETTLE_MILLIS = 5_000;
    /** The start of the other host's program is over. */
    private static final long SETTLE_MILLIS = 1_000;

    private static final long QUICK_SETTLE_MILLIS = 300;

    private final Settings settings;
    private final Report report;
    private final Set<String> wanted;
    private final SplittableRandom random = new SplittableRandom(1);

    TakeoverFigure(Settings settings, Report report, Set<String> wanted) {
        this.settings = settings;
        this.report = report;
        this.wanted = wanted;
    }

    @Override
    public void round(Contestant contestant, int round) {
        for (Interval interval : settings.intervalsOr(100, 1000)) {
            for (Fault fault : settings.faultsOr(List.of(Fault.KILL, Fault.LINK, Fault.STOP))) {
                try (Pair pair = Pair.open(contestant, interval, settings)) {
                    takeovers(pair, contestant, fault);
                }
            }
        }
    }

    private void takeovers(Pair pair, Contestant contestant, Fault fault) {
        pair.startBoth();
        settle(FIRST_SETTLE_MILLIS, pair.interval());
        pair.assertBackupIsNew();
        takeover(pair, contestant, fault, true);
        for (int i = 1; i < settings.takeovers(); i++) {
            pair.mend(fault);
            settle(SETTLE_MILLIS, pair.interval());
            takeover(pair, contestant, fault, false);
        }
        pair.assertNothingLost();
    }

    /** Until the host of the higher priority has been the Active for some time, then to a random point of the interval. */
    private void settle(long millis, Interval interval) {
        long settleMillis = settings.quick() ? QUICK_SETTLE_MILLIS : millis;
        long moreNanos = 2 * interval.nanos() + random.nextLong(interval.nanos());
        Patience.nanos(settleMillis * 1_000_000 + moreNanos);
    }

    private void takeover(Pair pair, Contestant contestant, Fault fault, boolean first) {
        int before = Math.max(0, pair.wire().position() - 10);
        int struck = pair.wire().position();
        fault.strike(pair);
        Sighting claim = pair.awaitAdvert(struck, pair.low());
        Sighting last = pair.lastAdvert(before, pair.high(), claim.stampNanos());
        Sighting announcement = pair.awaitAnnouncement(struck, pair.low());
        Interval interval = pair.interval();
        // B8, P4: who resigns is followed in the skew time.
        long formula =
                last.priority() == 0 ? interval.skewNanos(Pair.LOW_PRIORITY) : interval.downNanos(Pair.LOW_PRIORITY);
        String condition = fault.words() + ", " + interval;
        add(
                TAKEOVER,
                condition,
                "beyond the formula",
                contestant,
                claim.stampNanos() - last.stampNanos() - formula,
                first);
        add(
                GARP,
                condition,
                "advert to announcement",
                contestant,
                announcement.stampNanos() - claim.stampNanos(),
                first);
    }

    private void add(String figure, String condition, String what, Contestant contestant, long nanos, boolean first) {
        if (!wanted.contains(figure)) {
            return;
        }
        report.of(figure, condition, what, "ms", Kind.DISTRIBUTION).add(contestant, nanos / 1e6);
        if (first) {
            report.of(figure, condition, what + ", first of a process", "ms", Kind.DISTRIBUTION)
                    .add(contestant, nanos / 1e6);
        }
    }
}
