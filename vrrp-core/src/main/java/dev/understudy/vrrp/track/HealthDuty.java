// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.track;

import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.engine.Duty;
import dev.understudy.vrrp.engine.VrrpEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Hands the health of what is tracked to the engine, once in every turn in which something changed. Belongs to the thread of the turn,
 * but for the trackers' own reports.
 */
public final class HealthDuty implements Duty, AutoCloseable {
    private final VrrpEngine engine;
    private final Runnable wake;
    /** One object, so that a tracker that several routers share has it once. */
    private final Runnable onChange = this::onChange;

    private final List<Subject> subjects = new ArrayList<>();
    private volatile boolean changed = true;
    private long deadlineNanos = NEVER;

    /** One router and what it tracks. */
    private static final class Subject {
        private final int router;
        private final List<Tracked> tracked;
        private final Health[] told;

        private Subject(int router, List<Tracked> tracked) {
            this.router = router;
            this.tracked = List.copyOf(tracked);
            this.told = new Health[tracked.size()];
            Arrays.fill(told, Health.UNKNOWN);
        }
    }

    /**
     * Creates a duty without routers.
     *
     * @param wake called on the reporting thread when a report has changed something; must be quick and safe on any thread
     */
    public HealthDuty(VrrpEngine engine, Runnable wake) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.wake = Objects.requireNonNull(wake, "wake");
    }

    /** Tracks something for a router; before the router starts, so that an unknown health holds it back. */
    public void track(int router, List<Tracked> tracked, long nowNanos) {
        if (tracked.isEmpty()) {
            return;
        }
        Subject subject = new Subject(router, tracked);
        subjects.add(subject);
        for (Tracked t : subject.tracked) {
            t.tracker().onChange(onChange);
        }
        assess(subject, nowNanos);
        changed = true;
    }

    private void onChange() {
        changed = true;
        wake.run();
    }

    @Override
    public void perform(long nowNanos) {
        boolean due = deadlineNanos != NEVER && nowNanos - deadlineNanos >= 0;
        if (!changed && !due) {
            return;
        }
        // Before the reading: a report that comes in between is seen now or asks for another turn.
        changed = false;
        deadlineNanos = NEVER;
        for (int i = 0; i < subjects.size(); i++) {
            assess(subjects.get(i), nowNanos);
        }
    }

    private void assess(Subject subject, long nowNanos) {
        tell(subject, nowNanos);
        int base = engine.config(subject.router).priority();
        engine.onPriority(subject.router, PriorityPolicy.priority(base, subject.tracked, nowNanos), nowNanos);
        Tracked obstacle = PriorityPolicy.obstacle(subject.tracked, nowNanos);
        if (obstacle == null) {
            engine.onRecovered(subject.router, Cause.CHECK_FAILED, nowNanos);
        } else {
            String detail =
                    obstacle.tracker().name() + ": " + obstacle.tracker().detail(nowNanos);
            engine.onFault(subject.router, Cause.CHECK_FAILED, detail, nowNanos);
        }
    }

    private void tell(Subject subject, long nowNanos) {
        for (int i = 0; i < subject.tracked.size(); i++) {
            Tracker tracker = subject.tracked.get(i).tracker();
            Health health = tracker.health(nowNanos);
            if (health != subject.told[i]) {
                String text = tracker.name() + " is " + health + ": " + tracker.detail(nowNanos);
                subject.told[i] = health;
                engine.notice(subject.router, Notice.Kind.CHECK, text, nowNanos);
            }
            long expiry = tracker.deadlineNanos(nowNanos);
            if (expiry != NEVER && (deadlineNanos == NEVER || expiry - deadlineNanos < 0)) {
                deadlineNanos = expiry;
            }
        }
    }

    @Override
    public long deadlineNanos() {
        return deadlineNanos;
    }

    /** Lets go of the trackers, which may live longer than the engine. */
    @Override
    public void close() {
        for (Subject subject : subjects) {
            subject.tracked.forEach(t -> t.tracker().forget(onChange));
        }
    }
}
