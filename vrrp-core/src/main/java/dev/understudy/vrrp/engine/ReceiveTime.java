// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

/** When a packet was received, on the engine's clock, from a kernel stamp on the wall clock, which anybody may step. */
public final class ReceiveTime {
    /** A packet may be stamped a little before the drain that did not see it. */
    private static final long SLACK_NANOS = 10_000_000;

    private ReceiveTime() {}

    /**
     * Returns the moment of receipt. Only the packet's age is taken from the wall clock, and only if it is possible: no packet is younger
     * than 0 or older than the last time the socket was found empty. Otherwise the clock was stepped, and the packet counts as received
     * now: a Backup that was frozen meanwhile then waits too long rather than take the place of an Active that lives.
     *
     * @param stampNanos the kernel's stamp, on the wall clock
     * @param wallNanos the wall clock now
     * @param previousDrainNanos when the socket was last found empty, on the engine's clock
     * @param nowNanos the engine's clock now
     */
    public static long nanos(long stampNanos, long wallNanos, long previousDrainNanos, long nowNanos) {
        long age = wallNanos - stampNanos;
        long oldest = nowNanos - previousDrainNanos;
        boolean possible = age >= 0 && age - oldest <= SLACK_NANOS;
        return possible ? nowNanos - Math.min(age, oldest) : nowNanos;
    }
}
