// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.benchmarks.wire.Comparison.Kind;
import dev.understudy.lab.Lab;
import dev.understudy.lab.Needs;
import dev.understudy.lab.WireAdvert;
import dev.understudy.lab.WireObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The instrument measures, and what it measures can be true. No figure is judged: the machine of a build is busy. */
class WireLabIT {
    private static final Path JAR = Path.of(System.getProperty("understudy.jar", "../examples/target/understudy.jar"));

    private static final List<Integer> INTERVAL_MILLIS = List.of(300);

    @BeforeAll
    static void require() {
        Lab.require();
        Needs.program("keepalived");
        boolean built = Files.exists(JAR);
        if (!built) {
            System.err.println(
                    "SKIPPED: " + JAR + " is missing: build examples before, as a build of the project does");
        }
        assumeTrue(built, "the executable jar of examples");
    }

    @Test
    void aShortRunHasEveryKindOfValue(@TempDir Path directory) throws IOException {
        Report report = WireLab.measure(Set.of("period", "takeover", "garp", "start"), quick());
        for (Contestant contestant : Contestant.values()) {
            double deviation = value(report, contestant, "period", "300 ms", "deviation", Kind.DISTRIBUTION);
            assertThat(deviation).as("ms").isBetween(0.0, 300.0);
            double beyond =
                    value(report, contestant, "takeover", "SIGKILL, 300 ms", "beyond the formula", Kind.DISTRIBUTION);
            // Never before its time; a down interval one advert longer or shorter than P4 says would be 300 ms off.
            assertThat(beyond).as("ms").isBetween(-0.5, 280.0);
            double garp =
                    value(report, contestant, "garp", "SIGKILL, 300 ms", "advert to announcement", Kind.DISTRIBUTION);
            assertThat(garp).as("ms").isBetween(0.0, 5_000.0);
            double start = value(report, contestant, "start", "one router", "exec to Backup", Kind.DISTRIBUTION);
            assertThat(start).as("ms").isBetween(1.0, 20_000.0);
        }
        report.write(directory);
        assertThat(directory.resolve("garp.svg")).exists();
        assertThat(Lab.processes()).isEmpty();
    }

    @Test
    void theStampsAreTheOnesThatTcpdumpHas() {
        try (Pair pair = Pair.open(Contestant.KEEPALIVED, Interval.ofMillis(100), quick())) {
            WireObserver tcpdump = pair.lab().observe();
            pair.startHigh();
            pair.awaitAdvert(0, pair.high());
            Patience.millis(1_000);
            List<Long> ours = pair.wire().from(0).stream()
                    .filter(Sighting::isAdvert)
                    .map(Sighting::stampNanos)
                    .toList();
            tcpdump.catchUp();
            List<Long> theirs = tcpdump.advertsFrom(pair.high()).stream()
                    .map(WireAdvert::timeNanos)
                    .toList();
            assertThat(ours).hasSizeGreaterThan(5);
            assertThat(theirs).containsAll(ours);
        }
    }

    @Test
    void aLoadedActiveIsWatchedAtEveryInterval(@TempDir Path directory) throws IOException {
        Report report = WireLab.measure(Set.of("safe"), quick());
        report.write(directory);
        String table = Files.readString(directory.resolve("safe.md"));
        assertThat(table).contains("| Serial | fifo |").contains("| Serial, fifo, both, 5 s |");
        // The neighbour allocated, and an interval is the least time between adverts.
        Matcher run = Pattern.compile("Serial, fifo, both, 5 s \\| (\\d+) \\|.*, (\\d+) ms \\|\\R")
                .matcher(table);
        assertThat(run.find()).as(table).isTrue();
        assertThat(Long.parseLong(run.group(1))).as("MiB/s").isPositive();
        assertThat(Long.parseLong(run.group(2))).as("gap at 1 s, ms").isBetween(900L, 5_100L);
        assertThat(directory.resolve("safe.svg")).content().contains("Serial, fifo, both");
        assertThat(Lab.processes()).isEmpty();
    }

    private static double value(
            Report report, Contestant contestant, String figure, String condition, String what, Kind kind) {
        return report.of(figure, condition, what, "ms", kind).of(contestant).quantile(0.5);
    }

    private static Settings quick() {
        return new Settings(
                JAR.toAbsolutePath(),
                List.of(),
                List.of(),
                1,
                1,
                true,
                INTERVAL_MILLIS,
                Set.of(Fault.KILL),
                List.of(),
                new SafeSettings(5, List.of(Collector.SERIAL), List.of(SchedulingClass.FIFO), List.of(Load.BOTH)));
    }
}
