// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

/** F8: adverts with an own source address arrive three times in three intervals. */
final class DuplicateSource {
    private static final int TIMES = 3;

    private long firstNanos;
    private int seen;

    /** Notes one and returns whether it completes a case. */
    boolean seen(long intervalNanos, long nowNanos) {
        if (seen == 0 || nowNanos - firstNanos > TIMES * intervalNanos) {
            firstNanos = nowNanos;
            seen = 0;
        }
        seen++;
        if (seen < TIMES) {
            return false;
        }
        seen = 0;
        return true;
    }
}
