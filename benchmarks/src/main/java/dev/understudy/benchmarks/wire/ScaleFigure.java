// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.benchmarks.wire.Comparison.Kind;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import java.util.List;

/** Hundreds and thousands of routers: how soon all are elected, what they cost, whether any changes its state, how soon all are handed over. */
final class ScaleFigure implements Figure {
    private static final String NAME = "scale";
    private static final Interval INTERVAL = Interval.ofMillis(1000);
    private static final long LIMIT_MILLIS = 120_000;
    /** Who is Backup has heard its Active many times, and keepalived's second announcements, after five seconds, have left. */
    private static final long SETTLE_MILLIS = 12_000;

    private static final long QUICK_SETTLE_MILLIS = 1_000;
    private static final long WINDOW_MILLIS = 60_000;
    private static final long QUICK_WINDOW_MILLIS = 3_000;
    private static final double KIB_PER_MIB = 1024;

    private final Settings settings;
    private final Report report;

    ScaleFigure(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    @Override
    public void round(Contestant contestant, int round) {
        for (int routers : settings.routers()) {
            int links = (routers + Conf.ROUTERS_PER_LINK - 1) / Conf.ROUTERS_PER_LINK;
            try (Lab lab = Lab.open()) {
                LabHost high = lab.host("high", "eno1", "10.171.48.28/24");
                LabHost low = lab.host("low", "eno1", "10.171.48.29/24");
                List<String> bridges = Links.make(lab, high, low, links);
                try (Observer wire = Observer.open(lab.bridgePid(), bridges)) {
                    new Run(contestant, routers, high, low, wire).measure();
                }
            }
        }
    }

    /** One program with so many routers. */
    private final class Run {
        private final Contestant contestant;
        private final int routers;
        private final LabHost highHost;
        private final LabHost lowHost;
        private final Observer wire;

        Run(Contestant contestant, int routers, LabHost highHost, LabHost lowHost, Observer wire) {
            this.contestant = contestant;
            this.routers = routers;
            this.highHost = highHost;
            this.lowHost = lowHost;
            this.wire = wire;
        }

        void measure() {
            RunningRouter high = start(highHost, Pair.HIGH_PRIORITY);
            Senders elected = await(high, Links.HIGH);
            add("exec to all elected", "s", (elected.lastFirstNanos(Links.HIGH) - high.execNanos()) / 1e9);
            RunningRouter low = start(lowHost, Pair.LOW_PRIORITY);
            low.awaitListening();
            Patience.millis(settings.quick() ? QUICK_SETTLE_MILLIS : SETTLE_MILLIS);
            window(high, low);
            wire.forget();
            high.askToEnd();
            Senders handedOver = await(low, Links.LOW);
            add("all handed over", "s", (handedOver.lastFirstNanos(Links.LOW) - handedOver.firstResignNanos()) / 1e9);
            high.awaitEnd();
            long drops = wire.drops();
            if (drops > 0) {
                throw new IllegalStateException("the observer lost " + drops + " frames");
            }
        }

        private void window(RunningRouter high, RunningRouter low) {
            wire.forget();
            long cpuHigh = high.cpuNanos();
            long cpuLow = low.cpuNanos();
            long began = System.nanoTime();
            Patience.millis(settings.quick() ? QUICK_WINDOW_MILLIS : WINDOW_MILLIS);
            double nanos = System.nanoTime() - began;
            add("processor, Active", "%", 100 * (high.cpuNanos() - cpuHigh) / nanos);
            add("processor, Backup", "%", 100 * (low.cpuNanos() - cpuLow) / nanos);
            Senders seen = new Senders();
            seen.read(wire);
            add("adverts by router and second", "", seen.adverts() / (nanos / 1e9) / routers);
            add("changes of state in the window", "", seen.changes());
            add("announcements in the window", "", seen.announcements());
            add("RSS, Active", "MiB", high.rssKib() / KIB_PER_MIB);
            add("RSS, Backup", "MiB", low.rssKib() / KIB_PER_MIB);
        }

        private RunningRouter start(LabHost host, int priority) {
            return RunningRouter.start(host, contestant, settings, Conf.many(routers, priority, INTERVAL));
        }

        /** Waits until every router has sent from this side. */
        private Senders await(RunningRouter router, int side) {
            Senders senders = new Senders();
            Patience.until(
                    () -> "%d of %d routers of %s; it wrote: %s"
                            .formatted(senders.routersOf(side), routers, contestant, router.output()),
                    LIMIT_MILLIS,
                    () -> {
                        senders.read(wire);
                        return senders.routersOf(side) == routers;
                    });
            return senders;
        }

        private void add(String what, String unit, double value) {
            report.of(NAME, routers + " routers" + settings.leaseWords(), what, unit, Kind.RUNS)
                    .add(contestant, value);
        }
    }
}
