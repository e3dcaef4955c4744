// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.wire.IpBits;

/** How the sender of an advertisement stands to this router: by priority, then by source address, unsigned in network order (A10). */
enum Relation {
    LOWER,
    EQUAL_LOWER_ADDRESS,
    /** Same priority and same source: another host has our address, or the packet is our own. */
    EQUAL_SAME_ADDRESS,
    EQUAL_HIGHER_ADDRESS,
    HIGHER;

    static Relation of(int peerPriority, int ownPriority, long peerHigh, long peerLow, long ownHigh, long ownLow) {
        if (peerPriority != ownPriority) {
            return peerPriority < ownPriority ? LOWER : HIGHER;
        }
        int address = IpBits.compare(peerHigh, peerLow, ownHigh, ownLow);
        if (address == 0) {
            return EQUAL_SAME_ADDRESS;
        }
        return address < 0 ? EQUAL_LOWER_ADDRESS : EQUAL_HIGHER_ADDRESS;
    }
}
