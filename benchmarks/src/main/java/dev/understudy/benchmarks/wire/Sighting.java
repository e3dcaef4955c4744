// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.nio.ByteBuffer;

/**
 * An advert or a gratuitous ARP as it was seen on a bridge.
 *
 * @param isAdvert whether it is an advert; else it is a gratuitous ARP
 * @param stampNanos when the kernel received it, CLOCK_REALTIME
 * @param bridge the number of the bridge, from 0
 * @param mac the source of the frame
 * @param vrid of an advert, else 0
 * @param priority of an advert, else 0
 * @param address of a gratuitous ARP, else 0
 */
record Sighting(boolean isAdvert, long stampNanos, int bridge, long mac, int vrid, int priority, int address) {
    private static final int ETHERNET = 14;
    private static final int ARP = 0x0806;

    /** The frame, which passed the socket's filter; null when it is an ARP packet of another kind. */
    static Sighting of(ByteBuffer frame, long stampNanos, int bridge) {
        long mac = frame.getLong(4) & 0xffff_ffff_ffffL;
        if (frame.getShort(12) == ARP) {
            int sender = frame.getInt(ETHERNET + 14);
            boolean gratuitous = sender == frame.getInt(ETHERNET + 24);
            return gratuitous ? new Sighting(false, stampNanos, bridge, mac, 0, 0, sender) : null;
        }
        int vrrp = ETHERNET + (frame.get(ETHERNET) & 0xf) * 4;
        return new Sighting(true, stampNanos, bridge, mac, frame.get(vrrp + 1) & 0xff, frame.get(vrrp + 2) & 0xff, 0);
    }

    /** The router it belongs to, one number for each bridge and VRID. */
    int router() {
        return bridge << 8 | vrid;
    }
}
