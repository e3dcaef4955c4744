// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.track;

import dev.understudy.vrrp.engine.Duty;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One thing whose health matters: a check's subject, or the application itself. Reports and heartbeats come from any thread; the thread
 * of the turn reads the result without ever waiting for a lock.
 *
 * <p>Counting is keepalived's: the first report counts at once, later ones after {@code rise} or {@code fall} in a row.
 */
public final class Tracker {
    private final String name;
    private final int rise;
    private final int fall;

    private volatile Report current;
    private volatile boolean beating;
    private volatile long expiresNanos;
    private final List<Runnable> onChange = new CopyOnWriteArrayList<>();
    /** Reports in a row that contradict the current health; guarded by this. */
    private int contradictions;

    /** A health with what was said about it. */
    private record Report(Health health, String detail) {}

    /**
     * Creates a tracker that knows nothing yet.
     *
     * @param name the name in logs
     * @param rise good reports in a row that make DOWN into UP, 1 or more
     * @param fall bad reports in a row that make UP into DOWN, 1 or more
     */
    public Tracker(String name, int rise, int fall) {
        this(name, rise, fall, Health.UNKNOWN);
    }

    /** Creates a tracker with a first belief; DOWN is keepalived's {@code init_fail}. */
    public Tracker(String name, int rise, int fall, Health first) {
        this.name = Objects.requireNonNull(name, "name");
        if (rise < 1 || fall < 1) {
            throw new IllegalArgumentException("rise " + rise + " and fall " + fall + " must be 1 or more");
        }
        this.rise = rise;
        this.fall = fall;
        this.current = new Report(first, "nothing was reported yet");
    }

    /** Reports what a check found. Safe for use by several threads. */
    public void report(boolean healthy, String detail) {
        if (count(healthy, Objects.requireNonNull(detail, "detail"))) {
            onChange.forEach(Runnable::run);
        }
    }

    private synchronized boolean count(boolean healthy, String detail) {
        Health reported = healthy ? Health.UP : Health.DOWN;
        Health before = current.health();
        if (reported == before) {
            contradictions = 0;
            current = new Report(before, detail);
            return false;
        }
        contradictions++;
        boolean enough = before == Health.UNKNOWN || contradictions >= (healthy ? rise : fall);
        if (!enough) {
            return false;
        }
        contradictions = 0;
        current = new Report(reported, detail);
        return true;
    }

    /**
     * Reports good health that expires: an application that hangs stops renewing it, and is DOWN when it runs out (K7). Safe for use by
     * several threads; allocates nothing.
     *
     * @param ttlNanos how long the report is good for, from now
     * @param nowNanos the time on the engine's monotonic clock
     */
    public void heartbeat(long ttlNanos, long nowNanos) {
        if (ttlNanos <= 0) {
            throw new IllegalArgumentException("a heartbeat of " + ttlNanos + " ns is over before it begins");
        }
        boolean wasDown = !beating || nowNanos - expiresNanos >= 0;
        long expiry = nowNanos + ttlNanos;
        // Who looks at the expiry has planned for the old one; a later one is found out when that comes, an earlier one
        // is not.
        boolean earlier = expiry - expiresNanos < 0;
        expiresNanos = expiry;
        beating = true;
        if (wasDown || earlier) {
            onChange.forEach(Runnable::run);
        }
    }

    /** Returns the health at a moment: DOWN if a heartbeat has expired, UP if only heartbeats were given and the last one is good. */
    public Health health(long nowNanos) {
        Health reported = current.health();
        if (!beating || reported == Health.DOWN) {
            return reported;
        }
        return nowNanos - expiresNanos >= 0 ? Health.DOWN : Health.UP;
    }

    /** Returns what was said about the health at a moment. */
    public String detail(long nowNanos) {
        Report report = current;
        if (!beating || report.health() == Health.DOWN) {
            return report.detail();
        }
        long lateNanos = nowNanos - expiresNanos;
        if (lateNanos >= 0) {
            return "no heartbeat for " + lateNanos / 1_000_000 + " ms past its time";
        }
        return report.health() == Health.UNKNOWN ? "its heart beats" : report.detail();
    }

    /** Returns when the health changes by itself, or {@link Duty#NEVER}. */
    long deadlineNanos(long nowNanos) {
        return beating && nowNanos - expiresNanos < 0 ? expiresNanos : Duty.NEVER;
    }

    /** Says whom else to wake when the health has changed, each once; the runnable must be quick and safe on any thread. */
    void onChange(Runnable wake) {
        if (!onChange.contains(wake)) {
            onChange.add(Objects.requireNonNull(wake, "wake"));
        }
    }

    int fall() {
        return fall;
    }

    /** Takes {@link #onChange} back. */
    void forget(Runnable wake) {
        onChange.remove(wake);
    }

    /** Returns the name in logs. */
    public String name() {
        return name;
    }
}
