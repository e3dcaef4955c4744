// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import dev.understudy.vrrp.track.Tracker;
import java.util.concurrent.RejectedExecutionException;

/** One check at its cadence. Everything but the attempt itself happens on the loop's thread. */
final class Watch {
    /** A timer that fires later than this says that this process stood still, not that the check is slow. */
    private static final long LATE_NANOS = 50_000_000;

    private final String name;
    private final Check check;
    private final Cadence cadence;
    private final Judge judge;
    private final CheckListener listener;
    private final Loop loop;

    private long dueNanos;
    private Run current;
    private boolean troubled;

    /** Takes the results. */
    interface Judge {
        void onResult(boolean healthy, String detail, long nowNanos);
    }

    /** One attempt. */
    private static final class Run {
        private final long startNanos;
        private boolean counted;
        private boolean doubted;

        private Run(long startNanos) {
            this.startNanos = startNanos;
        }
    }

    Watch(Tracker tracker, Check check, Cadence cadence, Judge judge, CheckListener listener, Loop loop) {
        this.name = tracker.name();
        this.check = check;
        this.cadence = cadence;
        this.judge = judge;
        this.listener = listener;
        this.loop = loop;
    }

    void start() {
        dueNanos = loop.nowNanos();
        loop.later(0, this::tick);
    }

    private void tick() {
        long now = loop.nowNanos();
        boolean late = now - dueNanos > LATE_NANOS;
        dueNanos = cadence.next(dueNanos, now);
        // First of all: whatever the rest throws, the schedule lives.
        loop.later(dueNanos - now, this::tick);
        if (current == null) {
            begin(now);
        } else {
            skip(current, late, now);
        }
    }

    private void begin(long now) {
        Run run = new Run(now);
        current = run;
        try {
            loop.work(() -> perform(run));
        } catch (RejectedExecutionException e) {
            current = null;
            judge.onResult(false, "the check could not be run: " + e.getMessage(), now);
            return;
        }
        loop.later(cadence.timeout().toNanos(), () -> expire(run));
    }

    /** On a worker. */
    private void perform(Run run) {
        CheckResult result;
        try {
            result = check.attempt(cadence.timeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result = CheckResult.of(e);
        } catch (Throwable e) {
            result = CheckResult.of(e);
        }
        CheckResult found = result == null ? CheckResult.down("the check returned null") : result;
        loop.later(0, () -> settle(run, found));
    }

    private void settle(Run run, CheckResult result) {
        current = null;
        if (!run.counted) {
            troubled = false;
            judge.onResult(result.healthy(), result.detail(), loop.nowNanos());
        }
    }

    /** The time of a run is up: it counts as failed, whatever it will say. */
    private void expire(Run run) {
        if (run != current || run.counted) {
            return;
        }
        long now = loop.nowNanos();
        boolean late = now - run.startNanos - cadence.timeout().toNanos() > LATE_NANOS;
        if (late && !run.doubted) {
            // The result may wait at the door: believe it first, as the turn reads packets before timers (F5).
            run.doubted = true;
            loop.later(LATE_NANOS, () -> expire(run));
            return;
        }
        fail(run, now);
    }

    /** A run that takes more than one interval is not joined by another. Past its time, it fails anew with every interval. */
    private void skip(Run run, boolean late, long now) {
        boolean expired = now - run.startNanos - cadence.timeout().toNanos() >= 0;
        if (expired && !late) {
            fail(run, now);
        }
        if (!troubled) {
            troubled = true;
            listener.onTrouble(name, "the check still runs when it is due again; skipped until it has ended");
        }
    }

    private void fail(Run run, long now) {
        run.counted = true;
        judge.onResult(false, "no result within " + Command.text(cadence.timeout()), now);
    }
}
