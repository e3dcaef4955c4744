// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import java.util.Arrays;

/**
 * An indexed binary heap: at most one deadline for each slot, in exact nanoseconds. Setting, moving and removing one is O(log n) and
 * allocates only when a new slot makes the arrays grow. Deadlines are compared by difference, as {@code System.nanoTime()} asks for. Not
 * thread-safe.
 */
public final class DeadlineHeap {
    private static final int ABSENT = -1;

    private long[] deadlines;
    private int[] slots;
    private int[] places;
    private int size;

    /** Creates an empty heap with room for so many slots; it grows. */
    public DeadlineHeap(int capacity) {
        deadlines = new long[capacity];
        slots = new int[capacity];
        places = new int[capacity];
        Arrays.fill(places, ABSENT);
    }

    /** Returns whether no slot has a deadline. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Returns the slot with the earliest deadline; the heap must not be empty. */
    public int firstSlot() {
        return slots[0];
    }

    /** Returns the earliest deadline, or {@link Duty#NEVER}. */
    public long firstDeadline() {
        return size == 0 ? Duty.NEVER : deadlines[slots[0]];
    }

    /** Returns the deadline of a slot, or {@link Duty#NEVER}. */
    public long deadline(int slot) {
        return slot < places.length && places[slot] != ABSENT ? deadlines[slot] : Duty.NEVER;
    }

    /** Sets, moves or, with {@link Duty#NEVER}, removes the deadline of a slot. */
    public void set(int slot, long deadline) {
        ensure(slot);
        int place = places[slot];
        if (deadline == Duty.NEVER) {
            if (place != ABSENT) {
                remove(slot, place);
            }
        } else if (place == ABSENT) {
            deadlines[slot] = deadline;
            siftUp(slot, size++);
        } else if (deadlines[slot] != deadline) {
            boolean earlier = deadline - deadlines[slot] < 0;
            deadlines[slot] = deadline;
            if (earlier) {
                siftUp(slot, place);
            } else {
                siftDown(slot, place);
            }
        }
    }

    private void remove(int slot, int place) {
        places[slot] = ABSENT;
        int last = slots[--size];
        if (last == slot) {
            return;
        }
        siftDown(last, place);
        if (places[last] == place) {
            siftUp(last, place);
        }
    }

    private void siftUp(int slot, int from) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            if (!before(slot, slots[parent])) {
                break;
            }
            put(slots[parent], place);
            place = parent;
        }
        put(slot, place);
    }

    private void siftDown(int slot, int from) {
        int place = from;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && before(slots[child + 1], slots[child])) {
                child++;
            }
            if (!before(slots[child], slot)) {
                break;
            }
            put(slots[child], place);
            place = child;
        }
        put(slot, place);
    }

    private boolean before(int slot, int other) {
        return deadlines[slot] - deadlines[other] < 0;
    }

    private void put(int slot, int place) {
        slots[place] = slot;
        places[slot] = place;
    }

    private void ensure(int slot) {
        if (slot < places.length) {
            return;
        }
        int old = places.length;
        int capacity = Math.max(slot + 1, 2 * old);
        deadlines = Arrays.copyOf(deadlines, capacity);
        slots = Arrays.copyOf(slots, capacity);
        places = Arrays.copyOf(places, capacity);
        Arrays.fill(places, old, capacity, ABSENT);
    }
}
