// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SafePageTest {
    private final SafePage page = new SafePage();

    @Test
    void anIntervalIsSafeOnlyIfAllLongerOnesAre() {
        assertThat(result(SchedulingClass.OTHER, Load.ALLOCATION, Set.of(10, 100))
                        .smallestSafe())
                .contains(Interval.ofMillis(200));
        assertThat(result(SchedulingClass.OTHER, Load.ALLOCATION, Set.of()).smallestSafe())
                .contains(Interval.ofMillis(10));
        assertThat(result(SchedulingClass.OTHER, Load.ALLOCATION, Set.of(1000)).smallestSafe())
                .isEmpty();
    }

    @Test
    void theTablesHaveEachRun() {
        page.add(result(SchedulingClass.OTHER, Load.ALLOCATION, Set.of(1000)));
        page.add(result(SchedulingClass.OTHER, Load.CONTENTION, Set.of(10)));
        page.add(result(SchedulingClass.FIFO, Load.CONTENTION, Set.of()));
        assertThat(page.table())
                .contains("| smallest safe interval: collector | class | allocation | contention |\n")
                .contains("| G1 | other | above 1 s | 20 ms |\n")
                .contains("| G1 | fifo |  | 10 ms |\n")
                .contains("| G1, other, contention, 60 s | 300 | 2, 0, 12.5 ms | 0, 0, 12.5 ms |");
        assertThat(page.drawing()).contains("2 / 12.5").contains("0 / 12.5");
    }

    @Test
    void theVerdictNamesWhatIsKeptBrokenAndNotMeasured() {
        page.add(result(SchedulingClass.OTHER, Load.ALLOCATION, Set.of(100)));
        page.add(result(SchedulingClass.FIFO, Load.CONTENTION, Set.of(100)));
        assertThat(page.table())
                .contains("1 s adverts, levers off, under an allocating neighbour: "
                        + "G1 **kept** (0 false takeovers, 0 lease lapses in 60 s).\n")
                .contains("1 s adverts, levers off, under busy processes: not measured.\n")
                .contains("100 ms adverts, levers on, under an allocating neighbour: not measured.\n")
                .contains("100 ms adverts, levers on, under busy processes: "
                        + "G1 **broken** (2 false takeovers, 0 lease lapses in 60 s).\n");
    }

    private static SafeResult result(SchedulingClass scheduling, Load load, Set<Integer> unsafeMillis) {
        List<SafeCell> cells = new ArrayList<>();
        for (Interval interval : SafeSettings.INTERVALS) {
            boolean unsafe = unsafeMillis.contains((int) (interval.nanos() / 1_000_000));
            cells.add(new SafeCell(interval, unsafe ? 2 : 0, 0, 12_500_000));
        }
        return new SafeResult(Collector.G1, scheduling, load, 60, 300, cells);
    }
}
