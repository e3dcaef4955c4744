// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

/** Waits of 1, 2, 4, 8, 16, 30, 30 .. seconds (F4, F10). */
final class BackOff {
    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final long LONGEST_NANOS = 30_000_000_000L;

    private long nextNanos = FIRST_NANOS;

    long next() {
        long wait = nextNanos;
        nextNanos = Math.min(2 * wait, LONGEST_NANOS);
        return wait;
    }

    void reset() {
        nextNanos = FIRST_NANOS;
    }
}
