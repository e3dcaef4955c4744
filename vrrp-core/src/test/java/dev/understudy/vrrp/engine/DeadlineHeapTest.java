// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The heap against a plain array that is searched from end to end. */
class DeadlineHeapTest {
    /** Deadlines on both sides of the overflow of the clock. */
    private static final long EPOCH = Long.MAX_VALUE - 500;

    @Test
    void isEmptyAtFirst() {
        DeadlineHeap heap = new DeadlineHeap(1);

        assertThat(heap.isEmpty()).isTrue();
        assertThat(heap.firstDeadline()).isEqualTo(Duty.NEVER);
        heap.set(5, Duty.NEVER);
        assertThat(heap.isEmpty()).isTrue();
    }

    @Test
    void holdsOneDeadlineForEachSlot() {
        DeadlineHeap heap = new DeadlineHeap(1);
        heap.set(3, 10);
        heap.set(3, 20);
        heap.set(3, 20);

        assertThat(heap.firstSlot()).isEqualTo(3);
        assertThat(heap.firstDeadline()).isEqualTo(20);
        heap.set(3, Duty.NEVER);
        assertThat(heap.isEmpty()).isTrue();
    }

    @Test
    void agreesWithASearchThroughEverything() {
        for (int seed = 0; seed < 200; seed++) {
            agrees(new Random(seed), seed);
        }
    }

    private static void agrees(Random random, int seed) {
        int slots = 1 + random.nextInt(60);
        long[] reference = new long[slots];
        Arrays.fill(reference, Duty.NEVER);
        DeadlineHeap heap = new DeadlineHeap(1 + random.nextInt(4));
        for (int step = 0; step < 2_000; step++) {
            int slot = random.nextInt(slots);
            // Half as many removals as insertions; few values, so that equal ones occur.
            long deadline = random.nextInt(3) == 0 ? Duty.NEVER : EPOCH + random.nextInt(1_000);
            heap.set(slot, deadline);
            reference[slot] = deadline;
            long first = first(reference);
            assertThat(heap.firstDeadline())
                    .describedAs("seed %d step %d", seed, step)
                    .isEqualTo(first);
            assertThat(heap.isEmpty()).isEqualTo(first == Duty.NEVER);
            if (!heap.isEmpty()) {
                assertThat(reference[heap.firstSlot()]).isEqualTo(first);
            }
        }
        drainsInOrder(heap, reference);
    }

    private static long first(long[] deadlines) {
        long first = Duty.NEVER;
        for (long deadline : deadlines) {
            if (deadline != Duty.NEVER && (first == Duty.NEVER || deadline - first < 0)) {
                first = deadline;
            }
        }
        return first;
    }

    private static void drainsInOrder(DeadlineHeap heap, long[] reference) {
        while (!heap.isEmpty()) {
            assertThat(heap.firstDeadline()).isEqualTo(first(reference));
            reference[heap.firstSlot()] = Duty.NEVER;
            heap.set(heap.firstSlot(), Duty.NEVER);
        }
        assertThat(first(reference)).isEqualTo(Duty.NEVER);
    }
}
