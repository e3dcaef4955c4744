// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The loop on real threads: one for the loop, and as many workers as attempts are under way. */
final class ThreadLoop implements Loop {
    private static final Duration END = Duration.ofSeconds(4);
    private static final long IDLE_SECONDS = 30;

    private final ScheduledThreadPoolExecutor clock;
    private final ThreadPoolExecutor workers;

    /** Starts no thread before something is to be done. */
    ThreadLoop(ThreadFactory threads) {
        clock = new ScheduledThreadPoolExecutor(1, threads, new ThreadPoolExecutor.DiscardPolicy());
        clock.setRemoveOnCancelPolicy(true);
        workers = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    @Override
    public long nowNanos() {
        return System.nanoTime();
    }

    @Override
    public void later(long delayNanos, Runnable action) {
        clock.schedule(() -> guarded(action), delayNanos, TimeUnit.NANOSECONDS);
    }

    /** A scheduled task swallows what it throws; a listener's fault is worth knowing. */
    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    @Override
    public void work(Runnable action) {
        try {
            workers.execute(action);
        } catch (OutOfMemoryError e) {
            throw new RejectedExecutionException("no thread can be started: " + e.getMessage(), e);
        }
    }

    /** Interrupts what is under way and waits for it; returns whether every thread has ended. */
    boolean close() {
        // First the loop and then the workers: an attempt that is interrupted here is nothing to report.
        clock.shutdownNow();
        boolean ended = await(clock);
        workers.shutdownNow();
        return await(workers) && ended;
    }

    private static boolean await(ThreadPoolExecutor executor) {
        try {
            return executor.awaitTermination(END.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
