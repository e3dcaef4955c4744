// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of the figure {@code safe}. */
final class SafeOptions {
    private static final int SECONDS = 60;
    private static final int QUICK_SECONDS = 5;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "for safe: how long each run is watched (default: 60; with --quick 5)")
    private Integer seconds;

    @Option(
            names = "--collector",
            split = ",",
            paramLabel = "GC",
            description = "for safe: of ${COMPLETION-CANDIDATES} (default: all but Shenandoah)")
    private Set<Collector> collectors = new LinkedHashSet<>();

    @Option(
            names = "--class",
            split = ",",
            paramLabel = "CLASS",
            description = "for safe: other (no levers), fifo (SCHED_FIFO for the loop); by default both")
    private Set<SchedulingClass> classes = new LinkedHashSet<>();

    @Option(
            names = "--load",
            split = ",",
            paramLabel = "LOAD",
            description = "for safe: of allocation, contention, both (default: allocation,contention)")
    private Set<Load> loads = new LinkedHashSet<>();

    /** Below 1 when that was asked for. */
    int seconds(boolean quick) {
        return seconds != null ? seconds : quick ? QUICK_SECONDS : SECONDS;
    }

    SafeSettings settings(boolean quick) {
        return new SafeSettings(
                seconds(quick),
                collectors.isEmpty()
                        ? List.of(Collector.SERIAL, Collector.PARALLEL, Collector.G1, Collector.ZGC)
                        : List.copyOf(collectors),
                classes.isEmpty() ? List.of(SchedulingClass.values()) : List.copyOf(classes),
                loads.isEmpty() ? List.of(Load.ALLOCATION, Load.CONTENTION) : List.copyOf(loads));
    }
}
