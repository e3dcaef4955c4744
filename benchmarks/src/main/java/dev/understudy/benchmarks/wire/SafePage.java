// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The tables of the figure {@code safe}. */
final class SafePage implements Page {
    private static final Interval SECOND = Interval.ofMillis(1000);
    private static final Interval TENTH = Interval.ofMillis(100);

    private final List<SafeResult> results = new ArrayList<>();

    void add(SafeResult result) {
        results.add(result);
    }

    @Override
    public String table() {
        return smallest() + '\n' + counts() + '\n' + verdict();
    }

    @Override
    public String drawing() {
        return SafeDrawing.of(results);
    }

    private String smallest() {
        List<Load> loads = results.stream().map(SafeResult::load).distinct().toList();
        StringBuilder table = new StringBuilder("| smallest safe interval: collector | class |");
        loads.forEach(load -> table.append(' ').append(load).append(" |"));
        table.append("\n|---|---|").append("---:|".repeat(loads.size())).append('\n');
        for (Collector collector : Collector.values()) {
            for (SchedulingClass scheduling : SchedulingClass.values()) {
                if (find(collector, scheduling).findAny().isEmpty()) {
                    continue;
                }
                table.append("| %s | %s |".formatted(collector, scheduling));
                for (Load load : loads) {
                    table.append(" %s |"
                            .formatted(find(collector, scheduling)
                                    .filter(r -> r.load() == load)
                                    .findFirst()
                                    .map(SafePage::cell)
                                    .orElse("")));
                }
                table.append('\n');
            }
        }
        return table.toString();
    }

    private java.util.stream.Stream<SafeResult> find(Collector collector, SchedulingClass scheduling) {
        return results.stream().filter(r -> r.collector() == collector && r.scheduling() == scheduling);
    }

    private static String cell(SafeResult result) {
        return result.smallestSafe().map(Interval::toString).orElse("above " + SECOND);
    }

    private String counts() {
        StringBuilder table = new StringBuilder("| false takeovers, lapses, longest gap: run | MiB/s |");
        SafeSettings.INTERVALS.forEach(i -> table.append(' ').append(i).append(" |"));
        table.append("\n|---|---:|")
                .append("---:|".repeat(SafeSettings.INTERVALS.size()))
                .append('\n');
        for (SafeResult r : results) {
            table.append("| %s, %s, %s, %d s | %s |"
                    .formatted(
                            r.collector(),
                            r.scheduling(),
                            r.load(),
                            r.seconds(),
                            r.mibPerSecond() == 0 ? "" : r.mibPerSecond()));
            for (SafeCell c : r.cells()) {
                table.append(" %d, %d, %s ms |"
                        .formatted(c.falseTakeovers(), c.lapses(), Comparison.show(c.longestGapNanos() / 1e6)));
            }
            table.append('\n');
        }
        return table.toString();
    }

    /** The goal of the project, claim by claim. */
    private String verdict() {
        StringBuilder lines = new StringBuilder();
        for (Load load : List.of(Load.ALLOCATION, Load.CONTENTION)) {
            lines.append(verdict(SECOND, SchedulingClass.OTHER, load));
        }
        for (Load load : List.of(Load.ALLOCATION, Load.CONTENTION)) {
            lines.append(verdict(TENTH, SchedulingClass.FIFO, load));
        }
        return lines.toString();
    }

    private String verdict(Interval interval, SchedulingClass scheduling, Load load) {
        String claim = "- Verdict: %s adverts, levers %s, under %s: "
                .formatted(
                        interval,
                        scheduling == SchedulingClass.FIFO ? "on" : "off",
                        load == Load.ALLOCATION ? "an allocating neighbour" : "busy processes");
        List<SafeResult> runs = results.stream()
                .filter(r -> r.scheduling() == scheduling && r.load() == load)
                .toList();
        if (runs.isEmpty()) {
            return claim + "not measured.\n";
        }
        return claim + runs.stream().map(r -> verdict(r, r.at(interval))).collect(Collectors.joining("; ")) + ".\n";
    }

    private static String verdict(SafeResult run, SafeCell cell) {
        return "%s %s (%d false takeovers, %d lease lapses in %d s)"
                .formatted(
                        run.collector(),
                        cell.isSafe() ? "**kept**" : "**broken**",
                        cell.falseTakeovers(),
                        cell.lapses(),
                        run.seconds());
    }
}
