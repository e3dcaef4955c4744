// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import java.util.PriorityQueue;

/** What will happen, by time; what happens at one time happens in the order in which it was planned. */
final class EventQueue {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long planned;

    private record Event(long atNanos, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    void plan(long atNanos, Runnable action) {
        events.add(new Event(atNanos, planned++, action));
    }

    boolean isDue(long byNanos) {
        return !events.isEmpty() && events.peek().atNanos <= byNanos;
    }

    /** Returns when the first event is due; there must be one. */
    long firstNanos() {
        return events.element().atNanos;
    }

    Runnable take() {
        return events.remove().action;
    }
}
