// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

/** When a packet was received, on the engine's clock, from a kernel stamp on the wall clock, which anybody may step. */
public final class ReceiveTime {
    private ReceiveTime() {}

    /**
     * Returns the moment of receipt. Only the packet's age is taken from the wall clock, and it is believed no further than the time since
     * the sockets were last read: a stepped clock can shift a packet within that time and no more.
     *
     * @param stampNanos the kernel's stamp, on the wall clock
     * @param wallNanos the wall clock now
     * @param previousDrainNanos when the socket was last found empty, on the engine's clock
     * @param nowNanos the engine's clock now
     */
    public static long nanos(long stampNanos, long wallNanos, long previousDrainNanos, long nowNanos) {
        long age = wallNanos - stampNanos;
        return nowNanos - Math.max(0, Math.min(age, nowNanos - previousDrainNanos));
    }
}
