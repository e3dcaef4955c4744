// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.List;

/** The figure {@code safe} as SVG: a row for each run, a field for each interval, green where nothing happened. */
final class SafeDrawing {
    private static final double LEFT = 210;
    private static final double TOP = 40;
    private static final double WIDTH = 70;
    private static final double HEIGHT = 22;
    private static final String SAFE = "#9fd3a7";
    private static final String UNSAFE = "#e8a196";

    private SafeDrawing() {}

    static String of(List<SafeResult> results) {
        StringBuilder svg = new StringBuilder(
                Drawing.text(LEFT, 16, "start", "false takeovers / longest gap between adverts, ms, by interval"));
        for (int i = 0; i < SafeSettings.INTERVALS.size(); i++) {
            Interval interval = SafeSettings.INTERVALS.get(i);
            svg.append(Drawing.text(LEFT + (i + 0.5) * WIDTH, TOP - 6, "middle", interval.toString()));
        }
        double y = TOP;
        for (SafeResult r : results) {
            String name = r.collector() + ", " + r.scheduling() + ", " + r.load();
            svg.append(Drawing.text(LEFT - 8, y + 15, "end", name));
            for (int i = 0; i < r.cells().size(); i++) {
                svg.append(field(LEFT + i * WIDTH, y, r.cells().get(i)));
            }
            y += HEIGHT;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                %s</svg>
                """.formatted(Drawing.WIDTH, (int) y + 8, svg);
    }

    private static String field(double x, double y, SafeCell cell) {
        return "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n"
                        .formatted(x + 1, y + 1, WIDTH - 2, HEIGHT - 2, cell.isSafe() ? SAFE : UNSAFE)
                + Drawing.text(
                        x + WIDTH / 2,
                        y + 15,
                        "middle",
                        cell.falseTakeovers() + " / " + Comparison.show(cell.longestGapNanos() / 1e6));
    }
}
