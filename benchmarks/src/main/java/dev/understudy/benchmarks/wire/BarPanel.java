// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

/** Two bars: the medians of the runs. */
final class BarPanel {
    static final int HEIGHT = 72;

    private static final double LEFT = 100;
    private static final double LENGTH = 520;

    private BarPanel() {}

    static String draw(Comparison comparison) {
        StringBuilder svg = new StringBuilder(Drawing.text(LEFT, 14, "start", comparison.title()));
        double longest = 0;
        for (Contestant contestant : Contestant.values()) {
            longest = Math.max(longest, Math.abs(comparison.of(contestant).quantile(0.5)));
        }
        double y = 22;
        for (Contestant contestant : Contestant.values()) {
            double value = comparison.of(contestant).quantile(0.5);
            double length = longest == 0 ? 0 : LENGTH * Math.abs(value) / longest;
            svg.append(Drawing.text(LEFT - 8, y + 13, "end", contestant.toString()));
            svg.append("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"16\" fill=\"%s\"/>\n"
                    .formatted(LEFT, y, length, Drawing.colour(contestant)));
            svg.append(Drawing.text(LEFT + length + 6, y + 13, "start", Comparison.show(value)));
            y += 20;
        }
        return svg.toString();
    }
}
