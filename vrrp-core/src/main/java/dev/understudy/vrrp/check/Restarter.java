// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import dev.understudy.vrrp.track.Supervisor;
import dev.understudy.vrrp.track.Tracker;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/** Judges by a supervisor and runs its restarts, one at a time. On the loop's thread but for the command itself. */
final class Restarter implements Watch.Judge {
    private final String name;
    private final Supervisor supervisor;
    private final Program command;
    private final Duration limit;
    private final CheckListener listener;
    private final Loop loop;

    private Run current;
    private boolean healthy;

    /** What restarts the service. */
    interface Program {
        /** Blocks until it has ended, or was ended because the question was answered with yes. */
        CheckResult runUntil(BooleanSupplier stop) throws InterruptedException;
    }

    /** One run of the command. */
    private static final class Run {
        private final long startNanos;
        private boolean overtime;
        private volatile boolean stopped;

        private Run(long startNanos) {
            this.startNanos = startNanos;
        }
    }

    Restarter(Tracker tracker, Supervision supervision, CheckListener listener, Loop loop) {
        this(tracker, supervision, new Command(supervision.restart()), listener, loop);
    }

    Restarter(Tracker tracker, Supervision supervision, Program command, CheckListener listener, Loop loop) {
        this.name = tracker.name();
        this.supervisor =
                new Supervisor(tracker, supervision.fall(), supervision.grace().toNanos());
        this.command = command;
        this.limit = supervision.limit();
        this.listener = listener;
        this.loop = loop;
    }

    @Override
    public void onResult(boolean nowHealthy, String detail, long nowNanos) {
        healthy = nowHealthy;
        if (supervisor.onCheck(nowHealthy, detail, nowNanos)) {
            restart(detail, nowNanos);
        }
        stopIfUseless();
    }

    private void restart(String reason, long now) {
        if (current != null) {
            listener.onRestart(name, reason + "; the last restart command still runs, so it is not run again");
            return;
        }
        Run run = new Run(now);
        current = run;
        try {
            loop.work(() -> perform(run));
        } catch (RejectedExecutionException e) {
            current = null;
            listener.onRestart(name, reason + "; the restart command could not be run: " + e.getMessage());
            return;
        }
        loop.later(limit.toNanos(), () -> expire(run));
        listener.onRestart(name, reason + "; running " + command);
    }

    /** On a worker. */
    private void perform(Run run) {
        CheckResult result;
        try {
            result = command.runUntil(() -> run.stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException | Error e) {
            result = CheckResult.of(e);
        }
        String detail = result.detail();
        loop.later(0, () -> settle(run, detail));
    }

    private void settle(Run run, String detail) {
        current = null;
        Duration took = Duration.ofNanos(loop.nowNanos() - run.startNanos);
        listener.onRestart(name, "restart command ended after " + took.toMillis() + " ms: " + detail);
    }

    private void expire(Run run) {
        if (run == current) {
            run.overtime = true;
            if (healthy) {
                listener.onTrouble(
                        name, "the restart command does not return although the service is healthy: left alone");
            }
            stopIfUseless();
        }
    }

    /** A command that never returns may be the service itself: while that is healthy, ending it would be the outage. */
    private void stopIfUseless() {
        if (current != null && current.overtime && !healthy) {
            current.stopped = true;
        }
    }
}
