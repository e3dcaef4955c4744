// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a run of the lab was asked for.
 *
 * @param jar the executable jar of Understudy
 * @param javaOptions for its JVM
 * @param runOptions for its command {@code run}
 * @param runs rounds; each program has its turn in each
 * @param takeovers in each round
 * @param quick so short that it shows that the lab works, and nothing else
 * @param intervals in milliseconds, empty for those of the figure
 * @param faults empty for those of the figure
 * @param routers of the figure of scale
 * @param safe of the figure of safe intervals
 */
record Settings(
        Path jar,
        List<String> javaOptions,
        List<String> runOptions,
        int runs,
        int takeovers,
        boolean quick,
        List<Integer> intervals,
        Set<Fault> faults,
        List<Integer> routers,
        SafeSettings safe) {
    /** The runner's option for the lease. */
    static final String LEASE = "--address-lease=";

    /** What distinguishes tables of one condition: how the lease was set, if it was. */
    String leaseWords() {
        return runOptions.stream()
                .filter(option -> option.startsWith(LEASE))
                .map(option -> ", lease " + option.substring(LEASE.length()))
                .findFirst()
                .orElse("");
    }

    /** The intervals asked for, or these. */
    List<Interval> intervalsOr(Integer... millis) {
        return (intervals.isEmpty() ? List.of(millis) : intervals)
                .stream().map(Interval::ofMillis).toList();
    }

    /** The faults asked for, or these. */
    List<Fault> faultsOr(List<Fault> usual) {
        return faults.isEmpty() ? usual : List.copyOf(faults);
    }
}
