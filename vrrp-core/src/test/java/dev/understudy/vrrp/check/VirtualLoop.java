// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

/** A loop in virtual time. What would be on a worker waits until the test does it. */
final class VirtualLoop implements Loop {
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::atNanos).thenComparingLong(Timer::number));
    private final Queue<Runnable> work = new ArrayDeque<>();
    private long nowNanos = 1_000_000_000_000L;
    private long number;
    private boolean exhausted;

    private record Timer(long atNanos, long number, Runnable action) {}

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public void later(long delayNanos, Runnable action) {
        timers.add(new Timer(nowNanos + delayNanos, number++, action));
    }

    @Override
    public void work(Runnable action) {
        if (exhausted) {
            throw new RejectedExecutionException("no thread");
        }
        work.add(action);
    }

    void exhaust(boolean no) {
        exhausted = no;
    }

    /** Lets one worker do what it has to do. */
    void workOne() {
        work.remove().run();
    }

    boolean hasWork() {
        return !work.isEmpty();
    }

    /** Lets time pass, every timer at its moment. */
    void pass(Duration duration) {
        long end = nowNanos + duration.toNanos();
        while (!timers.isEmpty() && timers.peek().atNanos() <= end) {
            Timer timer = timers.remove();
            nowNanos = Math.max(nowNanos, timer.atNanos());
            timer.action().run();
        }
        nowNanos = end;
    }

    /** Stands still: time passes, no timer fires. */
    void freeze(Duration duration) {
        nowNanos += duration.toNanos();
    }
}
