// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.wire;

import dev.understudy.vrrp.AddressFamily;
import java.nio.ByteBuffer;

/**
 * The Internet checksum (RFC 1071). Sums are kept unfolded in a {@code long}: 32-bit words can be added 2^32 times before it overflows,
 * and a one's complement sum does not care in which word size it was made.
 */
final class Checksum {
    private static final long INT_MASK = 0xffff_ffffL;
    private static final int VRRP_PROTOCOL = 112;
    private static final int GOOD = 0xffff;

    private Checksum() {}

    /** Sums big-endian words; an odd byte at the end counts as the upper half of a word. */
    static long sum(ByteBuffer buffer, int offset, int length) {
        long sum = 0;
        int at = offset;
        int end = offset + length;
        for (; end - at >= Integer.BYTES; at += Integer.BYTES) {
            sum += buffer.getInt(at) & INT_MASK;
        }
        if (end - at >= Short.BYTES) {
            sum += buffer.getShort(at) & 0xffff;
            at += Short.BYTES;
        }
        return end > at ? sum + ((buffer.get(at) & 0xff) << 8) : sum;
    }

    /** Sums a pseudo-header: RFC 793's for IPv4 and RFC 8200's for IPv6 are the same numbers in different places (T13, T14). */
    static long pseudoHeader(long srcHigh, long srcLow, long dstHigh, long dstLow, int length) {
        return words(srcHigh) + words(srcLow) + words(dstHigh) + words(dstLow) + VRRP_PROTOCOL + length;
    }

    static long pseudoHeader(PacketContext ip, int length) {
        return pseudoHeader(ip.sourceHigh(), ip.sourceLow(), ip.destinationHigh(), ip.destinationLow(), length);
    }

    /** Sums the pseudo-header of a packet to the family's group. */
    static long pseudoHeaderToGroup(AddressFamily family, long srcHigh, long srcLow, int length) {
        return pseudoHeader(srcHigh, srcLow, IpBits.groupHigh(family), IpBits.groupLow(family), length);
    }

    /** Returns the field's value for a sum that was made with the field at zero. */
    static short field(long sum) {
        return (short) ~fold(sum);
    }

    /** Returns whether a sum that includes the field is right. */
    static boolean good(long sum) {
        return fold(sum) == GOOD;
    }

    private static long words(long bits) {
        return (bits >>> 32) + (bits & INT_MASK);
    }

    private static int fold(long sum) {
        long folded = (sum >>> 32) + (sum & INT_MASK);
        folded = (folded >>> 16) + (folded & 0xffff);
        folded = (folded >>> 16) + (folded & 0xffff);
        return (int) ((folded >>> 16) + (folded & 0xffff));
    }
}
