// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

/** An advertisement interval of version 3, and what follows from it. */
record Interval(int centis) {
    static Interval ofMillis(int millis) {
        if (millis < 10 || millis > 40_950 || millis % 10 != 0) {
            throw new IllegalArgumentException("an interval of version 3 is 10, 20 .. 40950 ms, not " + millis);
        }
        return new Interval(millis / 10);
    }

    long nanos() {
        return centis * 10_000_000L;
    }

    /** P3. */
    long skewNanos(int priority) {
        return (256 - priority) * nanos() / 256;
    }

    /** P4. */
    long downNanos(int priority) {
        return 3 * nanos() + skewNanos(priority);
    }

    /** As keepalived.conf has it. */
    String seconds() {
        return "%d.%02d".formatted(centis / 100, centis % 100);
    }

    @Override
    public String toString() {
        return centis % 100 == 0 ? centis / 100 + " s" : centis * 10 + " ms";
    }
}
