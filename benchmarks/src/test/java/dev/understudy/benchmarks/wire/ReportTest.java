// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.benchmarks.wire.Comparison.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private final Report report = new Report();

    @Test
    void theTableHasRatiosWhereTheySaySomething() {
        two("drift", Kind.RUNS, 1, 4);
        two("early", Kind.RUNS, -1, 4);
        assertThat(report.table("period"))
                .contains("| 1 s | drift, ms | median | 1.00 | 4.00 | 0.25 | 1, 1 |")
                .contains("| 1 s | early, ms | median | -1.00 | 4.00 |  | 1, 1 |");
    }

    @Test
    void fewValuesHaveNo99thPercentile() {
        two("deviation", Kind.DISTRIBUTION, 1, 2);
        assertThat(report.table("period")).contains("p50", "max").doesNotContain("p99");
        for (int i = 0; i < 100; i++) {
            two("deviation", Kind.DISTRIBUTION, 1, 2);
        }
        assertThat(report.table("period")).contains("p99");
    }

    @Test
    void whatOneProgramAloneWasMeasuredForIsLeftOut() {
        report.of("period", "1 s", "half", "ms", Kind.RUNS).add(Contestant.UNDERSTUDY, 1);
        assertThat(report.table("period")).doesNotContain("half");
    }

    @Test
    void drawingsAreXmlAndHistogramsAreWritten(@TempDir Path directory) throws Exception {
        for (int i = 0; i < 1000; i++) {
            two("deviation", Kind.DISTRIBUTION, i / 100.0, -i);
        }
        two("a < b & c", Kind.RUNS, 0, 0);
        report.write(directory);
        String svg = Files.readString(directory.resolve("period.svg"));
        assertThat(svg).contains("99.9 %").doesNotContain("NaN").doesNotContain("Infinity");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(lines(directory.resolve("hgrm/period-1-s-deviation-ms-understudy.hgrm")))
                .isGreaterThan(10);
        assertThat(lines(directory.resolve("hgrm/period-1-s-deviation-ms-keepalived.hgrm")))
                .isPositive();
    }

    private static long lines(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }

    private void two(String what, Kind kind, double ours, double theirs) {
        Comparison comparison = report.of("period", "1 s", what, "ms", kind);
        comparison.add(Contestant.UNDERSTUDY, ours);
        comparison.add(Contestant.KEEPALIVED, theirs);
    }
}
