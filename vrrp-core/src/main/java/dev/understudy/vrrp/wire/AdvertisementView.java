// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.wire;

import dev.understudy.vrrp.VrrpVersion;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the fields of an advertisement in place. A flyweight: wrap it around the next packet instead of making a new one. The accessors
 * check nothing but the buffer's own bounds; {@link ReceiveRules} says whether the fields can be believed. Not safe for use by several
 * threads.
 */
public final class AdvertisementView {
    /** The fixed part before the addresses, in bytes, in both versions. */
    public static final int HEADER_BYTES = 8;

    /** The type of an advertisement, the only one there is (T7). */
    public static final int TYPE_ADVERTISEMENT = 1;

    static final int VRID_AT = 1;
    static final int PRIORITY_AT = 2;
    static final int COUNT_AT = 3;
    static final int INTERVAL_AT = 4;
    static final int CHECKSUM_AT = 6;

    private static final int MAX_INTERVAL_MASK = 0x0fff;
    private static final long NANOS_PER_CENTI = 10_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int offset;
    private int length;
    private long sum;
    private boolean summed;

    /** Creates a view of nothing. */
    public AdvertisementView() {
        // wrap() gives it something to look at.
    }

    /**
     * Looks at a VRRP message.
     *
     * @param source a big-endian buffer; its position and limit are neither used nor changed
     * @param at the index of the message's first byte, behind the IP header
     * @param bytes the length of the message by the IP header
     * @throws IndexOutOfBoundsException if the message is not within the buffer's capacity
     * @throws IllegalArgumentException if the buffer is not big-endian
     */
    public AdvertisementView wrap(ByteBuffer source, int at, int bytes) {
        if (at < 0 || bytes < 0 || at > source.capacity() - bytes) {
            throw new IndexOutOfBoundsException(
                    "message at " + at + " + " + bytes + " of " + source.capacity() + " bytes");
        }
        if (source.order() != ByteOrder.BIG_ENDIAN) {
            throw new IllegalArgumentException("the buffer is not big-endian");
        }
        buffer = source;
        offset = at;
        length = bytes;
        summed = false;
        return this;
    }

    /** Returns the length of the message, in bytes. */
    public int length() {
        return length;
    }

    /** Returns whether the fixed part is there; without it no other accessor may be called. */
    public boolean hasHeader() {
        return length >= HEADER_BYTES;
    }

    /** Returns the version field, 0..15. */
    public int version() {
        return (buffer.get(offset) & 0xf0) >> 4;
    }

    /** Returns the type field, 0..15. */
    public int type() {
        return buffer.get(offset) & 0x0f;
    }

    /** Returns the VRID, 0..255. */
    public int vrid() {
        return buffer.get(offset + VRID_AT) & 0xff;
    }

    /** Returns the priority, 0..255; 0 means that the Active resigns (T9). */
    public int priority() {
        return buffer.get(offset + PRIORITY_AT) & 0xff;
    }

    /** Returns the number of addresses the packet claims to carry, 0..255. */
    public int addressCount() {
        return buffer.get(offset + COUNT_AT) & 0xff;
    }

    /** Returns the interval field: centiseconds without the reserved bits in version 3 (T11, T12), whole seconds in version 2 (T21). */
    public int intervalField() {
        return version() == VrrpVersion.V2.number()
                ? buffer.get(offset + INTERVAL_AT + 1) & 0xff
                : buffer.getShort(offset + INTERVAL_AT) & MAX_INTERVAL_MASK;
    }

    /** Returns the advertised interval in nanoseconds. */
    public long intervalNanos() {
        return intervalField() * (version() == VrrpVersion.V2.number() ? NANOS_PER_SECOND : NANOS_PER_CENTI);
    }

    /** Returns the authentication type of a version 2 packet, 0..255. */
    public int authenticationType() {
        return buffer.get(offset + INTERVAL_AT) & 0xff;
    }

    /** Returns the eight bytes of authentication data at the end of a version 2 packet. */
    public long authenticationBits() {
        return buffer.getLong(offset + length - Long.BYTES);
    }

    /** Returns the upper half of an address in the list: 0 where addresses have four bytes. */
    public long addressHigh(int index, int addressBytes) {
        return addressBytes == 4 ? 0 : buffer.getLong(offset + HEADER_BYTES + index * addressBytes);
    }

    /** Returns the lower half of an address in the list. */
    public long addressLow(int index, int addressBytes) {
        int at = offset + HEADER_BYTES + index * addressBytes;
        return addressBytes == 4 ? Integer.toUnsignedLong(buffer.getInt(at)) : buffer.getLong(at + Long.BYTES);
    }

    /** Returns the one's complement sum of the whole message, not folded; made once, because two checksum forms ask for it. */
    long sum() {
        if (!summed) {
            sum = Checksum.sum(buffer, offset, length);
            summed = true;
        }
        return sum;
    }

    /** Returns whether the address list is the one in another message's bytes. */
    boolean addressesEqual(byte[] message, int listBytes) {
        for (int i = HEADER_BYTES; i < HEADER_BYTES + listBytes; i++) {
            if (buffer.get(offset + i) != message[i]) {
                return false;
            }
        }
        return true;
    }
}
