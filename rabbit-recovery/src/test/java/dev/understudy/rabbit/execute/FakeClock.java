// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import java.time.Duration;
import java.time.Instant;

/** Time that passes only when somebody sleeps; counts what asks for the time of day, which is done once per line of a journal. */
final class FakeClock implements ExecutionClock {
    private long nanos;
    /** Called before each line of the journal is written. */
    Runnable onWrite = () -> {};

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public Instant now() {
        onWrite.run();
        return Instant.EPOCH.plusNanos(nanoTime());
    }

    @Override
    public synchronized void sleep(Duration time) {
        nanos += time.toNanos();
    }
}
