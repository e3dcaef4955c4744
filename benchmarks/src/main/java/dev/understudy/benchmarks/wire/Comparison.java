// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One thing measured of both programs under one condition. */
final class Comparison {
    /** How it is told in the table. */
    enum Kind {
        /** By percentiles: each value is an event. */
        DISTRIBUTION,
        /** By the median: each value is a whole run. */
        RUNS
    }

    /** With fewer values the 99th percentile is the largest. */
    private static final int ENOUGH_FOR_P99 = 100;

    private final String figure;
    private final String condition;
    private final String what;
    private final String unit;
    private final Kind kind;
    private final Map<Contestant, Samples> samples = new EnumMap<>(Contestant.class);

    Comparison(String figure, String condition, String what, String unit, Kind kind) {
        this.figure = figure;
        this.condition = condition;
        this.what = what;
        this.unit = unit;
        this.kind = kind;
        for (Contestant contestant : Contestant.values()) {
            samples.put(contestant, new Samples());
        }
    }

    void add(Contestant contestant, double value) {
        samples.get(contestant).add(value);
    }

    String figure() {
        return figure;
    }

    String title() {
        return condition + ": " + words();
    }

    Kind kind() {
        return kind;
    }

    Samples of(Contestant contestant) {
        return samples.get(contestant);
    }

    boolean isComplete() {
        return samples.values().stream().allMatch(s -> s.size() > 0);
    }

    /** Its lines of the table. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        if (kind == Kind.RUNS) {
            rows.add(row("median", 0.5));
        } else {
            rows.add(row("p50", 0.5));
            if (samples.values().stream().allMatch(s -> s.size() >= ENOUGH_FOR_P99)) {
                rows.add(row("p99", 0.99));
            }
            rows.add(row("max", 1));
        }
        return rows;
    }

    private String row(String statistic, double share) {
        double ours = of(Contestant.UNDERSTUDY).quantile(share);
        double theirs = of(Contestant.KEEPALIVED).quantile(share);
        return "| %s | %s | %s | %s | %s | %s | %d, %d |"
                .formatted(
                        condition,
                        words(),
                        statistic,
                        show(ours),
                        show(theirs),
                        ratio(ours, theirs),
                        of(Contestant.UNDERSTUDY).size(),
                        of(Contestant.KEEPALIVED).size());
    }

    private String words() {
        return unit.isEmpty() ? what : what + ", " + unit;
    }

    /** A ratio says nothing when keepalived's value is nothing or below nothing. */
    private static String ratio(double ours, double theirs) {
        return theirs > 0 && ours >= 0 ? "%.2f".formatted(ours / theirs) : "";
    }

    /** Three significant digits. */
    static String show(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == 0) {
            return "%.0f".formatted(value);
        }
        return (size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f").formatted(value);
    }
}
