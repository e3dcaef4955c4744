// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks;

import dev.understudy.vrrp.engine.DeadlineHeap;
import dev.understudy.vrrp.engine.Duty;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The heap of deadlines by itself. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HeapBenchmark {
    private static final long SECOND = 1_000_000_000L;

    /** Slots with a deadline. */
    @Param({"1", "255", "4096"})
    public int slots;

    private DeadlineHeap heap;
    private int next;
    private long now;

    /** Spreads the deadlines over a second. */
    @Setup
    public void prepare() {
        heap = new DeadlineHeap(slots);
        for (int i = 0; i < slots; i++) {
            heap.set(i, i * SECOND / slots);
        }
    }

    /** The earliest deadline goes to the end: what a due advert does. */
    @Benchmark
    public long firstToLast() {
        long deadline = heap.firstDeadline() + SECOND;
        heap.set(heap.firstSlot(), deadline);
        return deadline;
    }

    /** A deadline somewhere is put off: what a received advert does. */
    @Benchmark
    public int putOff() {
        next = next + 1 == slots ? 0 : next + 1;
        now += 1_000;
        heap.set(next, now + 3 * SECOND);
        return next;
    }

    /** A deadline is removed and set again: what a stop and a start do. */
    @Benchmark
    public boolean removeAndSet() {
        next = next + 1 == slots ? 0 : next + 1;
        now += 1_000;
        heap.set(next, Duty.NEVER);
        heap.set(next, now + SECOND);
        return heap.isEmpty();
    }
}
