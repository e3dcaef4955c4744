// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.wire;

import dev.understudy.vrrp.AddressFamily;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An IP address as two numbers, so that packets can be compared and written without allocation: the upper and the lower 64 bits in
 * network order. An IPv4 address stands in the lower 32 bits of the lower half, with zeros above.
 */
public final class IpBits {
    /** 224.0.0.18, the lower half: where IPv4 adverts go (T3). */
    public static final long IPV4_GROUP = 0xE000_0012L;

    /** ff02::12, the upper half: where IPv6 adverts go (T3). */
    public static final long IPV6_GROUP_HIGH = 0xFF02_0000_0000_0000L;

    /** ff02::12, the lower half. */
    public static final long IPV6_GROUP_LOW = 0x12L;

    private IpBits() {}

    /** Returns the upper 64 bits: 0 for an IPv4 address. */
    public static long high(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? 0 : ByteBuffer.wrap(bytes).getLong(0);
    }

    /** Returns the lower 64 bits: for an IPv4 address its 32 bits, unsigned. */
    public static long low(InetAddress address) {
        byte[] bytes = address.getAddress();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return bytes.length == 4 ? Integer.toUnsignedLong(buffer.getInt(0)) : buffer.getLong(8);
    }

    /** Returns the upper half of the group that adverts of a family are sent to. */
    public static long groupHigh(AddressFamily family) {
        return family == AddressFamily.IPV4 ? 0 : IPV6_GROUP_HIGH;
    }

    /** Returns the lower half of the group that adverts of a family are sent to. */
    public static long groupLow(AddressFamily family) {
        return family == AddressFamily.IPV4 ? IPV4_GROUP : IPV6_GROUP_LOW;
    }

    /** Compares two addresses as unsigned numbers in network order (A10): negative, zero or positive. */
    public static int compare(long high, long low, long otherHigh, long otherLow) {
        int upper = Long.compareUnsigned(high, otherHigh);
        return upper != 0 ? upper : Long.compareUnsigned(low, otherLow);
    }

    /** Returns the address as the JDK's type; allocates. */
    public static InetAddress toAddress(AddressFamily family, long high, long low) {
        ByteBuffer bytes = ByteBuffer.allocate(family.addressBytes());
        if (family == AddressFamily.IPV4) {
            bytes.putInt((int) low);
        } else {
            bytes.putLong(high).putLong(low);
        }
        try {
            return InetAddress.getByAddress(bytes.array());
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are addresses", e);
        }
    }

    /** Returns the address in its usual text form; allocates. */
    public static String toString(AddressFamily family, long high, long low) {
        return toAddress(family, high, low).getHostAddress();
    }
}
