// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.benchmarks.wire.Comparison.Kind;

/**
 * From the exec of the program until it is Backup, and its memory with one router.
 *
 * <p>The evidence is on the wire and the same for both: alone on the link a Backup claims one down interval after it became Backup (I2, P4),
 * so that the first advert less that interval is when it did. It is too late by how late the claim was, some tenths of a millisecond.
 */
final class StartFigure implements Figure {
    private static final String NAME = "start";
    private static final long SETTLE_MILLIS = 5_000;
    private static final long QUICK_SETTLE_MILLIS = 300;
    private static final double KIB_PER_MIB = 1024;

    private final Settings settings;
    private final Report report;

    StartFigure(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    @Override
    public void round(Contestant contestant, int round) {
        Interval interval = settings.intervalsOr(100).get(0);
        try (Pair pair = Pair.open(contestant, interval, settings)) {
            for (int i = 0; i < settings.takeovers(); i++) {
                int before = pair.wire().position();
                pair.startHigh();
                Sighting first = pair.awaitAdvert(before, pair.high());
                long backup = first.stampNanos() - interval.downNanos(Pair.HIGH_PRIORITY);
                report.of(NAME, "one router", "exec to Backup", "ms", Kind.DISTRIBUTION)
                        .add(contestant, (backup - pair.highRouter().execNanos()) / 1e6);
                if (i == 0) {
                    memory(contestant, pair.highRouter());
                }
                pair.highRouter().askToEnd();
                pair.highRouter().awaitEnd();
            }
            pair.assertNothingLost();
        }
    }

    private void memory(Contestant contestant, RunningRouter router) {
        Patience.millis(settings.quick() ? QUICK_SETTLE_MILLIS : SETTLE_MILLIS);
        report.of(NAME, "one router, Active", "RSS of all its processes", "MiB", Kind.RUNS)
                .add(contestant, router.rssKib() / KIB_PER_MIB);
        report.of(NAME, "one router, Active", "PSS of all its processes", "MiB", Kind.RUNS)
                .add(contestant, router.pssKib() / KIB_PER_MIB);
    }
}
