// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.ByteBuffer;

/**
 * One received IPv4 packet and what the kernel said about it; reused, and valid until the next receive on its socket.
 */
public final class ReceivedPacket {
    private static final int SOL_SOCKET = SocketOptions.SOL_SOCKET;
    private static final int SCM_TIMESTAMPNS = SocketOptions.SO_TIMESTAMPNS;
    private static final int SCM_RXQ_OVFL = SocketOptions.SO_RXQ_OVFL;
    private static final int CMSG_HEADER_BYTES = 16;
    private static final int MSG_TRUNC = 0x20;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final ByteBuffer packet;
    private final ByteBuffer control;
    private int payloadOffset;
    private int payloadLength;
    private boolean truncated;
    private long stampNanos;
    private long drops;

    /**
     * @param packet in network byte order, the IP header first
     * @param control the control messages, in native byte order
     */
    ReceivedPacket(ByteBuffer packet, ByteBuffer control) {
        this.packet = packet;
        this.control = control;
    }

    /** Reads what the kernel has written into the buffers. */
    void accept(int receivedBytes, int controlBytes, int messageFlags) {
        truncated = (messageFlags & MSG_TRUNC) != 0;
        acceptControl(Math.min(controlBytes, control.capacity()));
        // The kernel has checked the header already; a shorter read than a header can only mean a broken caller.
        if (receivedBytes < Ipv4Header.BYTES) {
            payloadOffset = 0;
            payloadLength = 0;
            return;
        }
        payloadOffset = Math.min(Ipv4Header.headerBytes(packet), receivedBytes);
        payloadLength = Math.max(0, Math.min(Ipv4Header.totalBytes(packet), receivedBytes) - payloadOffset);
    }

    private void acceptControl(int bytes) {
        stampNanos = 0;
        drops = 0;
        int at = 0;
        while (bytes - at >= CMSG_HEADER_BYTES) {
            long length = control.getLong(at);
            if (length < CMSG_HEADER_BYTES || length > bytes - at) {
                return;
            }
            if (control.getInt(at + 8) == SOL_SOCKET) {
                acceptSocketMessage(control.getInt(at + 12), at + CMSG_HEADER_BYTES);
            }
            at += (int) (length + 7) & -8;
        }
    }

    private void acceptSocketMessage(int type, int at) {
        if (type == SCM_TIMESTAMPNS) {
            stampNanos = control.getLong(at) * NANOS_PER_SECOND + control.getLong(at + 8);
        } else if (type == SCM_RXQ_OVFL) {
            drops = Integer.toUnsignedLong(control.getInt(at));
        }
    }

    /** {@return the whole packet in network byte order, IP header first; absolute reads only} */
    public ByteBuffer buffer() {
        return packet;
    }

    /** {@return where the payload starts: after the header and its options} */
    public int payloadOffset() {
        return payloadOffset;
    }

    /**
     * {@return the payload length by the IP total length, never beyond what was received: padding of the link is not
     * counted}
     */
    public int payloadLength() {
        return payloadLength;
    }

    /** {@return whether the packet was longer than the buffer, hence longer than any advertisement} */
    public boolean truncated() {
        return truncated;
    }

    /** {@return the time to live, for R1} */
    public int ttl() {
        return Ipv4Header.ttl(packet);
    }

    /** {@return the IPv4 source address} */
    public long source() {
        return Ipv4Header.source(packet);
    }

    /** {@return the IPv4 destination address: the group, or an own address} */
    public long destination() {
        return Ipv4Header.destination(packet);
    }

    /**
     * {@return when the kernel took the packet in, CLOCK_REALTIME in nanoseconds; 0 when it did not say} Take its age
     * only.
     */
    public long stampNanos() {
        return stampNanos;
    }

    /**
     * How many packets the socket had dropped when this one was queued. Packets dropped after the last one queued do
     * not show here: see {@link AdvertSocket#drops()}.
     *
     * @return the count, 0 while there were none
     */
    public long dropsBefore() {
        return drops;
    }
}
