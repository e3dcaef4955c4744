// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.AddressFamily;
import java.nio.ByteBuffer;

/**
 * Where advertisements leave: a raw socket, or the simulator's link. Called only by the thread that runs the {@link Turn}; must neither
 * block nor call back into the engine.
 */
public interface AdvertPort {
    /** Returns the buffer the engine writes the next advert to: big-endian, the same or another one at each call. */
    ByteBuffer buffer();

    /** Returns the index in the buffer at which the VRRP message begins; the port may keep an IP header before it. */
    int messageOffset();

    /**
     * Sends the message in the buffer to the group of its family.
     *
     * @param link the engine's number for the interface
     * @param family the family of the router
     * @param sourceHigh the upper half of the source address
     * @param sourceLow the lower half of the source address
     * @param length the length of the VRRP message, in bytes
     * @return 0, or the errno that says why it did not leave
     */
    int send(int link, AddressFamily family, long sourceHigh, long sourceLow, int length);
}
