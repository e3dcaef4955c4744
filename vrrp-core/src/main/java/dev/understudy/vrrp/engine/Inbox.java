// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

/** Everything readable: sockets and monitors in the runtime, the link in the simulator. Its owner hands on what it reads. */
@FunctionalInterface
public interface Inbox {
    /**
     * Reads what is there without waiting, and hands it to the engine and to whoever else it concerns.
     *
     * @param limit the most packets to read
     * @param nowNanos the time of the turn
     * @return whether everything was read; false means that the limit ended it
     */
    boolean drain(int limit, long nowNanos);
}
