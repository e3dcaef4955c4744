// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.benchmarks.wire.Comparison.Kind;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/** What a client of a UDP service on the virtual address sees of a takeover, when it asks every millisecond. */
final class OutageFigure implements Figure {
    private static final String NAME = "outage";
    private static final long SETTLE_MILLIS = 1_000;
    private static final long QUICK_SETTLE_MILLIS = 300;
    private static final long LIMIT_MILLIS = 60_000;
    /** Answers in a row, so that the last of the old Active and the first of the new one are told apart. */
    private static final long STEADY_MILLIS = 100;

    private final Settings settings;
    private final Report report;
    private final SplittableRandom random = new SplittableRandom(2);

    OutageFigure(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    @Override
    public void round(Contestant contestant, int round) throws IOException {
        for (Interval interval : settings.intervalsOr(100, 1000)) {
            for (Fault fault : settings.faultsOr(List.of(Fault.HOST, Fault.STOP))) {
                try (Pair pair = Pair.open(contestant, interval, settings);
                        EchoClient client = EchoClient.open(
                                pair.lab().host("client", "eno1", "10.171.48.40/24"),
                                List.of(pair.high(), pair.low()))) {
                    pair.startBoth();
                    for (int i = 0; i < settings.takeovers(); i++) {
                        if (i > 0) {
                            pair.mend(fault);
                        }
                        takeover(pair, contestant, fault, client);
                    }
                    pair.assertNothingLost();
                }
            }
        }
    }

    private void takeover(Pair pair, Contestant contestant, Fault fault, EchoClient client) {
        Interval interval = pair.interval();
        long settleMillis = settings.quick() ? QUICK_SETTLE_MILLIS : SETTLE_MILLIS;
        Patience.nanos(settleMillis * 1_000_000 + 2 * interval.nanos() + random.nextLong(interval.nanos()));
        client.forget();
        Patience.until(() -> "answers before the fault", LIMIT_MILLIS, () -> client.answers() > STEADY_MILLIS / 2);
        int struck = pair.wire().position();
        fault.strike(pair);
        Sighting claim = pair.awaitAdvert(struck, pair.low());
        Patience.until(
                () -> "answers after the fault", LIMIT_MILLIS, () -> client.firstAnswerAfter(claim.stampNanos()) > 0);
        Patience.millis(STEADY_MILLIS);
        String condition = fault.words() + ", " + interval;
        report.of(NAME, condition, "longest gap between answers", "ms", Kind.DISTRIBUTION)
                .add(contestant, client.longestGapNanos() / 1e6);
        report.of(NAME, condition, "advert of the new Active to its answer", "ms", Kind.DISTRIBUTION)
                .add(contestant, (client.firstAnswerAfter(claim.stampNanos()) - claim.stampNanos()) / 1e6);
    }
}
