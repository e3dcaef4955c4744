// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.benchmarks.wire.Comparison.Kind;
import java.util.List;

/** A figure as SVG: a panel for each comparison, one below the other. Written by hand, so that the module needs no library for it. */
final class Drawing {
    static final int WIDTH = 720;

    private Drawing() {}

    static String of(List<Comparison> comparisons) {
        StringBuilder panels = new StringBuilder();
        int top = 8;
        for (Comparison comparison : comparisons) {
            boolean curve = comparison.kind() == Kind.DISTRIBUTION;
            panels.append("<g transform=\"translate(0 %d)\">\n".formatted(top));
            panels.append(curve ? QuantilePanel.draw(comparison) : BarPanel.draw(comparison));
            panels.append("</g>\n");
            top += curve ? QuantilePanel.HEIGHT : BarPanel.HEIGHT;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                %s</svg>
                """.formatted(WIDTH, top + 8, panels);
    }

    static String colour(Contestant contestant) {
        return contestant == Contestant.UNDERSTUDY ? "#0b6e99" : "#c8553d";
    }

    static String text(double x, double y, String anchor, String words) {
        return "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n"
                .formatted(x, y, anchor, words.replace("&", "&amp;").replace("<", "&lt;"));
    }

    static String line(double x1, double y1, double x2, double y2, String colour) {
        return "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n"
                .formatted(x1, y1, x2, y2, colour);
    }
}
