// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

/** The smallest safe advert interval by collector and scheduling class under load. keepalived has no collector: it has no turn. */
final class SafeFigure implements Figure {
    static final String NAME = "safe";

    private final Settings settings;
    private final SafePage page = new SafePage();

    SafeFigure(Settings settings, Report report) {
        this.settings = settings;
        report.add(NAME, page);
    }

    /** It is measured once: a longer run says more than a second one. */
    @Override
    public boolean hasTurn(Contestant contestant, int round) {
        return contestant == Contestant.UNDERSTUDY && round == 1;
    }

    @Override
    public void round(Contestant contestant, int round) {
        SafeSettings safe = settings.safe();
        for (Collector collector : safe.collectors()) {
            for (SchedulingClass scheduling : safe.classes()) {
                for (Load load : safe.loads()) {
                    System.err.printf("wire-lab: safe: %s, %s, %s%n", collector, scheduling, load);
                    page.add(new SafeRun(settings, collector, scheduling, load).measure());
                }
            }
        }
    }
}
