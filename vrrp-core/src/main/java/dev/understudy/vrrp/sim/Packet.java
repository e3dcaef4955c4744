// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.wire.IpBits;
import dev.understudy.vrrp.wire.PacketContext;
import java.nio.ByteBuffer;

/** A VRRP message on its way, with what its IP header says. Nobody writes to the buffer any more. */
record Packet(AddressFamily family, long sourceHigh, long sourceLow, int ttl, ByteBuffer message) {
    private static final int VRID_AT = 1;
    private static final int PRIORITY_AT = 2;

    /** Fills a context as the receiving socket would. */
    PacketContext describe(PacketContext context, int link, long receivedNanos) {
        return context.from(family, sourceHigh, sourceLow, IpBits.groupHigh(family), IpBits.groupLow(family))
                .at(link, ttl, receivedNanos);
    }

    boolean hasHeader() {
        return message.capacity() > PRIORITY_AT;
    }

    int vrid() {
        return message.get(VRID_AT) & 0xff;
    }

    int priority() {
        return message.get(PRIORITY_AT) & 0xff;
    }

    String source() {
        return IpBits.toString(family, sourceHigh, sourceLow);
    }
}
