// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import dev.understudy.vrrp.track.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * Runs checks at their intervals and reports what they find to trackers. The first run of each is at once; a slow one delays no other,
 * is never run twice at the same time, and counts as failed when its time is up. An exception is a failed result with its message.
 *
 * <p>Until {@link #start} there is no thread. From then on there is one that keeps the time, and one for every attempt or restart under
 * way. All of them come from the thread factory; their names and whether they are daemons are its affair. {@link #close} ends them, and
 * every program that a check or a restart is still running. Safe for use by several threads.
 */
public final class CheckRunner implements AutoCloseable {
    private final CheckListener listener;
    private final ThreadLoop loop;
    private final List<Watch> watches = new ArrayList<>();
    private boolean started;
    private boolean closed;

    /** Creates a runner with daemon threads named {@code understudy-check}. */
    public CheckRunner(CheckListener listener) {
        this(listener, CheckRunner::daemon);
    }

    /** Creates a runner with threads of the caller's making. */
    public CheckRunner(CheckListener listener, ThreadFactory threads) {
        this.listener = Objects.requireNonNull(listener, "listener");
        this.loop = new ThreadLoop(Objects.requireNonNull(threads, "threads"));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "understudy-check");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Adds a check.
     *
     * @param tracker is told every result; counts them and names the check
     * @throws IllegalStateException after {@link #start} or {@link #close}
     */
    public void add(Tracker tracker, Check check, Cadence cadence) {
        add(tracker, check, cadence, (healthy, detail, nowNanos) -> tracker.report(healthy, detail));
    }

    /**
     * Adds a check of a service that is restarted when it is down, and reported down only when that did not help.
     *
     * @param tracker its {@code rise} says how many good checks bring the service back; its {@code fall} must be 1
     * @throws IllegalArgumentException if the tracker's {@code fall} is not 1
     * @throws IllegalStateException after {@link #start} or {@link #close}
     */
    public void supervise(Tracker tracker, Check check, Cadence cadence, Supervision supervision) {
        add(tracker, check, cadence, new Restarter(tracker, supervision, listener, loop));
    }

    private synchronized void add(Tracker tracker, Check check, Cadence cadence, Watch.Judge judge) {
        refuseIf(started, "has been started");
        refuseIf(closed, "is closed");
        Objects.requireNonNull(check, "check");
        watches.add(new Watch(tracker, check, cadence, judge, listener, loop));
    }

    /**
     * Starts all checks.
     *
     * @throws IllegalStateException if it was called before, or after {@link #close}
     */
    public synchronized void start() {
        refuseIf(started, "has been started");
        refuseIf(closed, "is closed");
        started = true;
        watches.forEach(Watch::start);
    }

    private static void refuseIf(boolean condition, String what) {
        if (condition) {
            throw new IllegalStateException("the runner " + what);
        }
    }

    /**
     * Ends all checks, with the programs they run, and waits until they have ended: some 200 ms if programs must be killed, some
     * seconds at most if an attempt or a listener does not heed its interrupt. Not to be called by a check or a listener of this runner. A second call does nothing.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        if (!loop.close()) {
            listener.onTrouble("checks", "an attempt or a listener did not end when the runner was closed");
        }
    }
}
