// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.ByteBuffer;

/** The IPv4 header (RFC 791) of an advertisement, over a buffer in network byte order. */
final class Ipv4Header {
    static final int BYTES = 20;
    static final int PROTOCOL_VRRP = 112; // T6

    private static final byte VERSION_4_NO_OPTIONS = 0x45;
    private static final byte INTERNETWORK_CONTROL = (byte) 0xC0;
    private static final byte TTL = (byte) 255; // T5

    private Ipv4Header() {}

    /**
     * Writes what IP_HDRINCL leaves to the sender. No DF bit, as other implementations send it; the kernel fills in the
     * identification and the checksum because they are 0 here, and the total length whatever is here.
     */
    static void write(ByteBuffer out, int payloadBytes, long source, long destination) {
        out.put(0, VERSION_4_NO_OPTIONS);
        out.put(1, INTERNETWORK_CONTROL);
        out.putShort(2, (short) (BYTES + payloadBytes));
        out.putInt(4, 0); // identification, flags, fragment offset
        out.put(8, TTL);
        out.put(9, (byte) PROTOCOL_VRRP);
        out.putShort(10, (short) 0);
        out.putInt(12, (int) source);
        out.putInt(16, (int) destination);
    }

    static int headerBytes(ByteBuffer in) {
        return (in.get(0) & 0x0F) * 4;
    }

    static int totalBytes(ByteBuffer in) {
        return in.getShort(2) & 0xFFFF;
    }

    static int ttl(ByteBuffer in) {
        return in.get(8) & 0xFF;
    }

    static long source(ByteBuffer in) {
        return in.getInt(12) & 0xFFFF_FFFFL;
    }

    static long destination(ByteBuffer in) {
        return in.getInt(16) & 0xFFFF_FFFFL;
    }
}
