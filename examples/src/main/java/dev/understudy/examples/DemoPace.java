// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import java.util.concurrent.TimeUnit;

/** How fast virtual time passes for who looks on. */
interface DemoPace {
    /** Returns when this moment of virtual time is to be shown. */
    void await(long virtualNanos);

    /** As many virtual seconds in one real second, or without waiting at 0. */
    static DemoPace of(double speed) {
        if (speed == 0) {
            return virtualNanos -> {};
        }
        long begin = System.nanoTime();
        return virtualNanos -> {
            long left = begin + (long) (virtualNanos / speed) - System.nanoTime();
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
