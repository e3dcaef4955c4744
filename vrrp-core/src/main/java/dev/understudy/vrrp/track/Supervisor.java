// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.track;

import java.util.Objects;

/**
 * Watches a service that can be restarted: when it is down it is restarted and given grace; still down, it is reported down, and reported
 * up again when checks succeed. A service that falls again and again is not restarted for ever while clients wait. Pure: the caller runs
 * the checks and the restart command. Not thread-safe; belongs to the thread of its check.
 */
public final class Supervisor {
    /** So many restarts are tried, none of which keeps the service up for long, before it counts as down. */
    static final int RESTARTS = 3;

    private static final long SHORTEST_STEADY_NANOS = 60_000_000_000L;
    private static final int STEADY_GRACES = 10;
    private static final long LONGEST_GRACE_NANOS = 30 * 86_400_000_000_000L;
    private static final long FIRST_RETRY_NANOS = 10_000_000_000L;
    private static final long LONGEST_RETRY_NANOS = 300_000_000_000L;

    private final Tracker tracker;
    private final int fall;
    private final long graceNanos;
    /** A service that has been up for so long is trusted anew. */
    private final long steadyNanos;

    private Phase phase = Phase.WATCHING;
    private int failures;
    private long failingSinceNanos;
    private long upSinceNanos;
    private int restarts;
    private long graceEndsNanos;
    private long retryNanos;
    private long retryWaitNanos;

    private enum Phase {
        /** The service works, or has not been looked at. */
        WATCHING,
        /** It was restarted and may still be coming up; nothing is reported. */
        GRACE,
        /** It is down and reported so; restarts are tried at growing distances. */
        DOWN
    }

    /**
     * Creates a supervisor.
     *
     * @param tracker is told; its {@code rise} says how many good checks bring the service back, its {@code fall} must be 1, for here
     *     the failures are counted already
     * @param fall bad checks in a row that lead to a restart, 1 or more
     * @param graceNanos how long a restarted service may take, at most 30 days
     */
    public Supervisor(Tracker tracker, int fall, long graceNanos) {
        this.tracker = Objects.requireNonNull(tracker, "tracker");
        if (fall < 1 || graceNanos < 0 || graceNanos > LONGEST_GRACE_NANOS) {
            throw new IllegalArgumentException(
                    "fall " + fall + " must be 1 or more, grace " + graceNanos + " ns within 0..30 days");
        }
        if (tracker.fall() != 1) {
            throw new IllegalArgumentException("the tracker " + tracker.name() + " of a supervised service has fall "
                    + tracker.fall() + ": it must be 1, the supervisor counts");
        }
        this.fall = fall;
        this.graceNanos = graceNanos;
        this.steadyNanos = Math.max(SHORTEST_STEADY_NANOS, STEADY_GRACES * graceNanos);
        this.retryWaitNanos = firstRetryWait();
    }

    /**
     * Takes the result of a check.
     *
     * @return whether the restart command is to be run now
     */
    public boolean onCheck(boolean healthy, String detail, long nowNanos) {
        if (healthy) {
            onHealthy(detail, nowNanos);
            return false;
        }
        return switch (phase) {
            case WATCHING -> onFailure(detail, nowNanos);
            case GRACE -> onGrace(detail, nowNanos);
            case DOWN -> onDown(detail, nowNanos);
        };
    }

    private void onHealthy(String detail, long nowNanos) {
        failures = 0;
        tracker.report(true, detail);
        boolean back = phase == Phase.GRACE || phase == Phase.DOWN && tracker.health(nowNanos) == Health.UP;
        if (back) {
            phase = Phase.WATCHING;
            upSinceNanos = nowNanos;
        }
    }

    private boolean onFailure(String detail, long nowNanos) {
        failures++;
        failingSinceNanos = failures == 1 ? nowNanos : failingSinceNanos;
        if (failures < fall) {
            return false;
        }
        if (failingSinceNanos - upSinceNanos >= steadyNanos) {
            restarts = 0;
            retryWaitNanos = firstRetryWait();
        }
        if (restarts == RESTARTS) {
            giveUp(
                    RESTARTS + " restarts did not keep it up for " + steadyNanos / 1_000_000_000 + " s: " + detail,
                    nowNanos);
            return false;
        }
        restarts++;
        phase = Phase.GRACE;
        graceEndsNanos = nowNanos + graceNanos;
        return true;
    }

    private boolean onGrace(String detail, long nowNanos) {
        if (nowNanos - graceEndsNanos >= 0) {
            giveUp("still down after a restart: " + detail, nowNanos);
        }
        return false;
    }

    private void giveUp(String detail, long nowNanos) {
        phase = Phase.DOWN;
        retryNanos = nowNanos + retryWaitNanos;
        tracker.report(false, detail);
    }

    private boolean onDown(String detail, long nowNanos) {
        tracker.report(false, detail);
        if (nowNanos - retryNanos < 0) {
            return false;
        }
        retryWaitNanos = Math.max(graceNanos, Math.min(2 * retryWaitNanos, LONGEST_RETRY_NANOS));
        retryNanos = nowNanos + retryWaitNanos;
        return true;
    }

    private long firstRetryWait() {
        return Math.max(FIRST_RETRY_NANOS, graceNanos);
    }
}
