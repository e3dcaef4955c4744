// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.benchmarks.wire.Comparison.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a run of the lab found, in the order it was asked for. */
final class Report {
    private static final String HEAD = """
            | condition | figure | | Understudy | keepalived | ratio | values |
            |---|---|---|---:|---:|---:|---:|
            """;

    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final Map<String, Comparison> comparisons = new LinkedHashMap<>();

    /** The comparison for these words, made when it is asked for first. */
    Comparison of(String figure, String condition, String what, String unit, Kind kind) {
        return comparisons.computeIfAbsent(
                figure + "|" + condition + "|" + what, unused -> new Comparison(figure, condition, what, unit, kind));
    }

    /** Shows this for a figure that compares nothing. */
    void add(String figure, Page page) {
        pages.put(figure, page);
    }

    /** Both programs' percentiles and their ratios, as a table in Markdown; or the page of the figure. */
    String table(String figure) {
        if (pages.containsKey(figure)) {
            return pages.get(figure).table();
        }
        StringBuilder table = new StringBuilder(HEAD);
        complete(figure).forEach(c -> c.rows().forEach(row -> table.append(row).append('\n')));
        return table.toString();
    }

    List<String> figures() {
        Stream<String> compared = comparisons.values().stream().map(Comparison::figure);
        return Stream.concat(compared, pages.keySet().stream()).distinct().toList();
    }

    /** Writes FIGURE.md, FIGURE.svg and HdrHistogram's percentiles of each distribution. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String figure : figures()) {
            List<Comparison> complete = complete(figure);
            Files.writeString(directory.resolve(figure + ".md"), table(figure));
            Files.writeString(
                    directory.resolve(figure + ".svg"),
                    pages.containsKey(figure) ? pages.get(figure).drawing() : Drawing.of(complete));
            for (Comparison comparison : complete) {
                if (comparison.kind() == Kind.DISTRIBUTION) {
                    writeHistograms(directory, comparison);
                }
            }
        }
    }

    private List<Comparison> complete(String figure) {
        return comparisons.values().stream()
                .filter(c -> c.figure().equals(figure) && c.isComplete())
                .toList();
    }

    private static void writeHistograms(Path directory, Comparison comparison) throws IOException {
        for (Contestant contestant : Contestant.values()) {
            String name = (comparison.figure() + " " + comparison.title() + " " + contestant)
                    .replaceAll("[^A-Za-z0-9]+", "-")
                    .toLowerCase(java.util.Locale.ROOT);
            Path file = Files.createDirectories(directory.resolve("hgrm")).resolve(name + ".hgrm");
            try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
                comparison.of(contestant).histogram().outputPercentileDistribution(out, Samples.PER_UNIT);
            }
        }
    }
}
