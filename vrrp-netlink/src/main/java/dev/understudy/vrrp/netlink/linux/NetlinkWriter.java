// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.ByteBuffer;

/** Appends netlink messages to a buffer in native byte order, padding and lengths included. Does not allocate. */
final class NetlinkWriter {
    private static final int TYPE_AT = 4;

    private final ByteBuffer out;
    private int messageStart;
    private int at;

    NetlinkWriter(ByteBuffer out) {
        this.out = out;
    }

    /** How many bytes have been written since the last {@link #clear}. */
    int length() {
        return at;
    }

    void clear() {
        at = 0;
    }

    /** Starts a message after the last one; its length is filled in by {@link #end}. */
    void begin(int type, int flags, int sequence) {
        messageStart = at;
        putInt(0);
        putShort(type);
        putShort(flags);
        putInt(sequence);
        putInt(0); // port: the kernel knows whose socket this is
    }

    void end() {
        out.putInt(messageStart, at - messageStart);
        pad();
    }

    /** Gives the last message another type. */
    void type(int type) {
        out.putShort(messageStart + TYPE_AT, (short) type);
    }

    void putByte(int value) {
        out.put(at, (byte) value);
        at += 1;
    }

    void putShort(int value) {
        out.putShort(at, (short) value);
        at += 2;
    }

    void putInt(int value) {
        out.putInt(at, value);
        at += 4;
    }

    void byteAttribute(int type, int value) {
        attributeHeader(type, 1);
        putByte(value);
        pad();
    }

    void intAttribute(int type, int value) {
        attributeHeader(type, 4);
        putInt(value);
    }

    /** An address in network order: 4 bytes from the low half, or 16. */
    void addressAttribute(int type, int bytes, long high, long low) {
        attributeHeader(type, bytes);
        if (bytes == 4) {
            putInt(NetworkOrder.swap((int) low));
        } else {
            out.putLong(at, NetworkOrder.swap(high)).putLong(at + 8, NetworkOrder.swap(low));
            at += 16;
        }
    }

    /** ASCII text with the zero byte C expects. */
    void textAttribute(int type, String text) {
        attributeHeader(type, text.length() + 1);
        for (int i = 0; i < text.length(); i++) {
            putByte(text.charAt(i));
        }
        putByte(0);
        pad();
    }

    void attributeHeader(int type, int payloadBytes) {
        putShort(Netlink.ATTRIBUTE_HEADER_BYTES + payloadBytes);
        putShort(type);
    }

    private void pad() {
        at = Netlink.aligned(at);
    }
}
