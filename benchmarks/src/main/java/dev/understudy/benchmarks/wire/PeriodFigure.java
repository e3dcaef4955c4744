// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.benchmarks.wire.Comparison.Kind;
import java.util.List;

/** How far the time between two adverts of an Active is from the interval, and whether the differences add up. */
final class PeriodFigure implements Figure {
    private static final String NAME = "period";
    private static final int SECONDS = 20;
    private static final int QUICK_SECONDS = 2;
    /** The start is over and what keepalived announces again after five seconds has left. */
    private static final long SETTLE_MILLIS = 6_000;

    private static final long QUICK_SETTLE_MILLIS = 300;

    private final Settings settings;
    private final Report report;

    PeriodFigure(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    @Override
    public void round(Contestant contestant, int round) {
        for (Interval interval : settings.intervalsOr(1000, 100, 10)) {
            try (Pair pair = Pair.open(contestant, interval, settings)) {
                measure(pair, contestant, interval);
            }
        }
    }

    private void measure(Pair pair, Contestant contestant, Interval interval) {
        pair.startHigh();
        pair.awaitAdvert(0, pair.high());
        Patience.millis(settings.quick() ? QUICK_SETTLE_MILLIS : SETTLE_MILLIS);
        int from = pair.wire().position();
        // One more interval, so that as many periods fit as the time has intervals.
        Patience.nanos(1_000_000_000L * (settings.quick() ? QUICK_SECONDS : SECONDS) + interval.nanos());
        List<Sighting> adverts =
                pair.wire().from(from).stream().filter(Sighting::isAdvert).toList();
        pair.assertNothingLost();
        int periods = adverts.size() - 1;
        if (periods < 1) {
            throw new IllegalStateException(contestant + " went silent; it wrote: " + pair.errors());
        }
        Comparison deviation = report.of(NAME, interval.toString(), "deviation", "ms", Kind.DISTRIBUTION);
        for (int i = 1; i <= periods; i++) {
            long period = adverts.get(i).stampNanos() - adverts.get(i - 1).stampNanos();
            deviation.add(contestant, Math.abs(period - interval.nanos()) / 1e6);
        }
        long whole = adverts.get(periods).stampNanos() - adverts.get(0).stampNanos();
        double drift = (double) whole / periods - interval.nanos();
        report.of(NAME, interval.toString(), "drift by advert", "us", Kind.RUNS).add(contestant, drift / 1e3);
    }
}
