// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import java.time.Duration;
import java.time.Instant;

/** Time that passes by waiting only. A journal's line asks it for the time, which is a moment to be killed at. */
final class TestClock implements ExecutionClock {
    private final Killer killer;
    private Runnable later = () -> {};
    private Duration laterAt = Duration.ofDays(1);
    private long nanos;

    TestClock(Killer killer) {
        this.killer = killer;
    }

    /** Something that happens by itself. */
    TestClock at(Duration passed, Runnable what) {
        laterAt = passed;
        later = what;
        return this;
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public Instant now() {
        killer.moment();
        return Instant.EPOCH.plusNanos(nanoTime());
    }

    @Override
    public synchronized void sleep(Duration time) {
        nanos += time.toNanos();
        if (passed().compareTo(laterAt) >= 0) {
            later.run();
        }
    }

    synchronized Duration passed() {
        return Duration.ofNanos(nanos);
    }
}
