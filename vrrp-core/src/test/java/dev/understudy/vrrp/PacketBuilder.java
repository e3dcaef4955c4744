// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes VRRP messages byte by byte, right or wrong, from RFC 9568 section 5 and RFC 3768 section 5. It shares no code with the encoder
 * under test: fields are bytes, the checksum is RFC 1071's loop over 16-bit words.
 */
public final class PacketBuilder {
    /** Over which bytes the checksum goes. */
    public enum Sum {
        PSEUDO_HEADER,
        MESSAGE,
        WRONG
    }

    private int version = 3;
    private int type = 1;
    private int vrid = 51;
    private int priority = 100;
    private int count = -1;
    private int interval = 100;
    private int reserved;
    private int authenticationType;
    private byte[] authentication = new byte[8];
    private Sum sum = Sum.PSEUDO_HEADER;
    private byte[] source;
    private byte[] group;
    private final List<byte[]> addresses = new ArrayList<>();

    private PacketBuilder(String source, String group) {
        this.source = bytes(source);
        this.group = bytes(group);
    }

    /** A version 3 advert over IPv4: VRID 51, priority 100, 100 cs, no address yet. */
    public static PacketBuilder v3(String source) {
        return new PacketBuilder(source, "224.0.0.18");
    }

    /** A version 3 advert over IPv6. */
    public static PacketBuilder v6(String source) {
        return new PacketBuilder(source, "ff02::12");
    }

    /** A version 2 advert: interval one second, no authentication. */
    public static PacketBuilder v2(String source) {
        PacketBuilder builder = new PacketBuilder(source, "224.0.0.18");
        builder.version = 2;
        builder.interval = 1;
        builder.sum = Sum.MESSAGE;
        return builder;
    }

    public PacketBuilder version(int value) {
        version = value;
        return this;
    }

    public PacketBuilder type(int value) {
        type = value;
        return this;
    }

    public PacketBuilder vrid(int value) {
        vrid = value;
        return this;
    }

    public PacketBuilder priority(int value) {
        priority = value;
        return this;
    }

    /** Lies about the number of addresses. */
    public PacketBuilder count(int value) {
        count = value;
        return this;
    }

    /** Centiseconds in version 3, seconds in version 2. */
    public PacketBuilder interval(int value) {
        interval = value;
        return this;
    }

    /** The four bits before the interval of version 3. */
    public PacketBuilder reserved(int value) {
        reserved = value;
        return this;
    }

    public PacketBuilder password(String text) {
        authenticationType = 1;
        authentication = Arrays.copyOf(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), 8);
        return this;
    }

    public PacketBuilder authenticationType(int value) {
        authenticationType = value;
        return this;
    }

    public PacketBuilder sum(Sum value) {
        sum = value;
        return this;
    }

    public PacketBuilder group(String value) {
        group = bytes(value);
        return this;
    }

    public PacketBuilder address(String... values) {
        for (String value : values) {
            addresses.add(bytes(value));
        }
        return this;
    }

    public PacketBuilder noAddress() {
        addresses.clear();
        return this;
    }

    public byte[] build() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(version << 4 | type);
        out.write(vrid);
        out.write(priority);
        out.write(count < 0 ? addresses.size() : count);
        if (version == 2) {
            out.write(authenticationType);
            out.write(interval);
        } else {
            out.write(reserved << 4 | interval >> 8);
            out.write(interval);
        }
        out.write(0);
        out.write(0);
        addresses.forEach(out::writeBytes);
        if (version == 2) {
            out.writeBytes(authentication);
        }
        return summed(out.toByteArray());
    }

    /** Returns the message with the right checksum in its place, whatever was there. */
    public byte[] summed(byte[] original) {
        byte[] message = original.clone();
        message[6] = 0;
        message[7] = 0;
        ByteArrayOutputStream covered = new ByteArrayOutputStream();
        if (sum == Sum.PSEUDO_HEADER) {
            covered.writeBytes(source);
            covered.writeBytes(group);
            covered.writeBytes(new byte[] {0, 112, (byte) (message.length >> 8), (byte) message.length});
        }
        covered.writeBytes(message);
        int value = checksum(covered.toByteArray());
        if (sum == Sum.WRONG) {
            value = value ^ 0x0101;
        }
        message[6] = (byte) (value >> 8);
        message[7] = (byte) value;
        return message;
    }

    private static int checksum(byte[] covered) {
        int sum = 0;
        for (int i = 0; i < covered.length; i += 2) {
            int low = i + 1 < covered.length ? covered[i + 1] & 0xff : 0;
            sum += (covered[i] & 0xff) << 8 | low;
            if (sum > 0xffff) {
                sum -= 0xffff;
            }
        }
        return ~sum & 0xffff;
    }

    /** Returns the bytes of a literal address. */
    public static byte[] bytes(String literal) {
        return literal(literal).getAddress();
    }

    /** Returns a literal address. */
    public static InetAddress literal(String text) {
        return VirtualAddress.literal(text);
    }
}
