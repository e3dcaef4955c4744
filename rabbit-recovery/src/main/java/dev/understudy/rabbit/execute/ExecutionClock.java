// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import java.time.Duration;
import java.time.Instant;

/** Time for the executor, so that tests need not wait. Thread-safe. */
public interface ExecutionClock {
    /** For measuring, in nanoseconds from anywhere. */
    long nanoTime();

    /** For the journal. */
    Instant now();

    /** @throws InterruptedException if the thread was interrupted */
    void sleep(Duration time) throws InterruptedException;

    /** The machine's clocks. */
    static ExecutionClock system() {
        return new ExecutionClock() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void sleep(Duration time) throws InterruptedException {
                Thread.sleep(time.toMillis());
            }
        };
    }
}
