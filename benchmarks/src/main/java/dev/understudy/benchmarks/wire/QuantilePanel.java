// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

/** Two curves of value against percentile: values on a logarithmic axis, percentiles stretched towards 100 as HdrHistogram draws them. */
final class QuantilePanel {
    static final int HEIGHT = 250;

    private static final double LEFT = 70;
    private static final double RIGHT = 700;
    private static final double TOP = 26;
    private static final double BOTTOM = 212;
    private static final int STEPS = 200;
    private static final String GRID = "#dddddd";

    private final Comparison comparison;
    private final int nines;
    private final int lowest;
    private final int highest;

    private QuantilePanel(Comparison comparison) {
        this.comparison = comparison;
        int most = 1;
        double least = Double.MAX_VALUE;
        double largest = 0;
        for (Contestant contestant : Contestant.values()) {
            Samples samples = comparison.of(contestant);
            most = Math.max(most, samples.size());
            least = Math.min(least, samples.quantile(0.05));
            largest = Math.max(largest, samples.max());
        }
        nines = Math.max(1, (int) Math.ceil(Math.log10(most)));
        highest = (int) Math.ceil(Math.log10(Math.max(largest, 1e-3)));
        lowest = Math.min(highest - 1, (int) Math.floor(Math.log10(Math.max(least, 1e-3))));
    }

    static String draw(Comparison comparison) {
        QuantilePanel panel = new QuantilePanel(comparison);
        StringBuilder svg = new StringBuilder(Drawing.text(LEFT, 14, "start", comparison.title()));
        panel.axes(svg);
        double y = 14;
        for (Contestant contestant : Contestant.values()) {
            panel.curve(svg, contestant);
            svg.append("<rect x=\"%.1f\" y=\"%.1f\" width=\"14\" height=\"4\" fill=\"%s\"/>\n"
                    .formatted(RIGHT - 100, y - 6, Drawing.colour(contestant)));
            svg.append(Drawing.text(RIGHT - 80, y, "start", contestant.toString()));
            y += 14;
        }
        return svg.toString();
    }

    private void axes(StringBuilder svg) {
        for (int power = lowest; power <= highest; power++) {
            double y = y(Math.pow(10, power));
            svg.append(Drawing.line(LEFT, y, RIGHT, y, GRID));
            svg.append(Drawing.text(
                    LEFT - 6,
                    y + 4,
                    "end",
                    power < 0
                            ? "%.{d}f".replace("{d}", "" + -power).formatted(Math.pow(10, power))
                            : "%.0f".formatted(Math.pow(10, power))));
        }
        tick(svg, 0, "0");
        tick(svg, Math.log10(2), "50 %");
        for (int nine = 1; nine <= nines; nine++) {
            tick(svg, nine, nine == 1 ? "90 %" : nine == 2 ? "99 %" : "99." + "9".repeat(nine - 2) + " %");
        }
    }

    private void tick(StringBuilder svg, double position, String label) {
        double x = LEFT + (RIGHT - LEFT) * position / nines;
        svg.append(Drawing.line(x, TOP, x, BOTTOM, GRID));
        svg.append(Drawing.text(x, BOTTOM + 16, "middle", label));
    }

    private void curve(StringBuilder svg, Contestant contestant) {
        Samples samples = comparison.of(contestant);
        StringBuilder points = new StringBuilder();
        for (int step = 0; step <= STEPS; step++) {
            double share = 1 - Math.pow(10, -(double) nines * step / STEPS);
            double x = LEFT + (RIGHT - LEFT) * step / STEPS;
            points.append("%.1f,%.1f ".formatted(x, y(samples.quantile(step == STEPS ? 1 : share))));
        }
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\" points=\"%s\"/>\n"
                .formatted(Drawing.colour(contestant), points.toString().strip()));
    }

    /** Values below the axis, those below zero too, lie on its end. */
    private double y(double value) {
        double power = value <= 0 ? lowest : Math.max(lowest, Math.log10(value));
        return BOTTOM - (BOTTOM - TOP) * (power - lowest) / (highest - lowest);
    }
}
