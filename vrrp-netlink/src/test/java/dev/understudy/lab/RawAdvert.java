// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Builds an IPv4 VRRP packet in an Ethernet frame byte by byte, right by default and wrong as asked: for hostile packets. Every setter
 * changes this object and returns it.
 */
public final class RawAdvert {
    private static final String GROUP = "224.0.0.18";
    private static final int PROTOCOL = 112;

    private final boolean isV2;
    private final int vrid;
    private final int priority;
    private int version;
    private int type = 1;
    private int ttl = 255;
    private int interval;
    private int authType;
    private String password = "";
    private int addressCount = -1;
    private List<String> addresses = List.of();
    private String source = "0.0.0.0";
    private String sourceMac = "02:00:00:00:00:fe";
    private boolean pseudoHeader;
    private int checksumError;
    private int lengthChange;

    private RawAdvert(int version, int vrid, int priority, int interval) {
        this.isV2 = version == 2;
        this.version = version;
        this.vrid = vrid;
        this.priority = priority;
        this.interval = interval;
        this.pseudoHeader = !isV2;
    }

    /** Version 2 without authentication, interval 1 s. */
    public static RawAdvert v2(int vrid, int priority) {
        return new RawAdvert(2, vrid, priority, 1);
    }

    /** Version 3, interval 100 cs, checksum with the pseudo-header. */
    public static RawAdvert v3(int vrid, int priority) {
        return new RawAdvert(3, vrid, priority, 100);
    }

    /** Source address and MAC of this host. */
    public RawAdvert from(LabHost host) {
        sourceMac = host.mac();
        return from(host.primaryAddress());
    }

    /** Any source address, own or forged. */
    public RawAdvert from(String address) {
        source = address;
        return this;
    }

    public RawAdvert addresses(String... list) {
        addresses = List.of(list);
        return this;
    }

    /** What the count field says, whatever the list. */
    public RawAdvert addressCount(int count) {
        addressCount = count;
        return this;
    }

    /** Simple text authentication: the first eight bytes, zero-padded. */
    public RawAdvert password(String text) {
        authType = 1;
        password = text;
        return this;
    }

    public RawAdvert authType(int value) {
        authType = value;
        return this;
    }

    /** The field as it is: whole seconds in version 2, centiseconds in version 3. */
    public RawAdvert interval(int value) {
        interval = value;
        return this;
    }

    public RawAdvert ttl(int value) {
        ttl = value;
        return this;
    }

    /** The version field alone; the form stays that of the factory. */
    public RawAdvert versionField(int value) {
        version = value;
        return this;
    }

    public RawAdvert type(int value) {
        type = value;
        return this;
    }

    public RawAdvert badChecksum() {
        checksumError = 1;
        return this;
    }

    /** Version 3: RFC 9568's checksum, over the message alone. */
    public RawAdvert messageOnlyChecksum() {
        pseudoHeader = false;
        return this;
    }

    /** Cuts bytes off the end, or adds zeros; the checksum is right for what is left. */
    public RawAdvert lengthChange(int bytes) {
        lengthChange = bytes;
        return this;
    }

    /** The whole frame, for {@link PacketSender}. */
    public byte[] frame() {
        byte[] message = message();
        ByteBuffer frame = ByteBuffer.allocate(14 + 20 + message.length);
        frame.put(Octets.mac("01:00:5e:00:00:12")).put(Octets.mac(sourceMac)).putShort((short) 0x0800);
        frame.put(ipHeader(message.length)).put(message);
        return frame.array();
    }

    /** The VRRP message alone. */
    public byte[] message() {
        ByteBuffer out = ByteBuffer.allocate(8 + 4 * addresses.size() + (isV2 ? 8 : 0));
        out.put((byte) (version << 4 | type)).put((byte) vrid).put((byte) priority);
        out.put((byte) (addressCount < 0 ? addresses.size() : addressCount));
        if (isV2) {
            out.put((byte) authType).put((byte) interval);
        } else {
            out.putShort((short) interval);
        }
        out.putShort((short) 0);
        addresses.forEach(address -> out.put(Octets.ip(address)));
        if (isV2) {
            out.put(Arrays.copyOf(password.getBytes(StandardCharsets.ISO_8859_1), 8));
        }
        byte[] message = Arrays.copyOf(out.array(), Math.max(0, out.capacity() + lengthChange));
        putChecksum(message);
        return message;
    }

    private void putChecksum(byte[] message) {
        if (message.length < 8) {
            return;
        }
        byte[] pseudo = pseudoHeader
                ? InternetChecksum.pseudoHeader(Octets.ip(source), Octets.ip(GROUP), PROTOCOL, message.length)
                : new byte[0];
        ByteBuffer.wrap(message).putShort(6, (short) (InternetChecksum.of(pseudo, message) ^ checksumError));
    }

    private byte[] ipHeader(int messageLength) {
        ByteBuffer header = ByteBuffer.allocate(20);
        header.put((byte) 0x45).put((byte) 0xc0).putShort((short) (20 + messageLength));
        header.putInt(0); // identification, no fragment
        header.put((byte) ttl).put((byte) PROTOCOL).putShort((short) 0);
        header.put(Octets.ip(source)).put(Octets.ip(GROUP));
        header.putShort(10, (short) InternetChecksum.of(header.array()));
        return header.array();
    }
}
