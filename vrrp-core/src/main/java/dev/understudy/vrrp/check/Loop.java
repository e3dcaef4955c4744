// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

/** What a watch needs of the world: one thread that serves everything in order, and others for what blocks. */
interface Loop {
    long nowNanos();

    /** Does something on the loop's thread, not before the delay is over. Safe for use by several threads. */
    void later(long delayNanos, Runnable action);

    /**
     * Does something that blocks, on another thread, at once.
     *
     * @throws java.util.concurrent.RejectedExecutionException if there is no thread for it
     */
    void work(Runnable action);
}
