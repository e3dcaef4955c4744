// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The clock that kernel packet stamps are on. */
public final class WallClock {
    private WallClock() {}

    /** Nanoseconds since the epoch on CLOCK_REALTIME, comparable with every {@code timeNanos} in the lab. */
    public static long nanos() {
        return nanos(Instant.now());
    }

    static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

    /** The time of day in UTC, for messages. */
    static String show(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString().replaceAll(".*T|Z", "");
    }
}
