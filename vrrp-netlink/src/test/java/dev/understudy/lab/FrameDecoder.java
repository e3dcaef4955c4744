// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import dev.understudy.lab.PcapReader.Frame;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Ethernet frames to records, written from the RFCs and from nothing of the product. It reports and does not judge. */
final class FrameDecoder {
    static final int ETHERTYPE_MARKER = 0x88b5; // IEEE 802 local experimental
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_ARP = 0x0806;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    private static final int ETHERNET_HEADER = 14;
    private static final int IPV6_HEADER = 40;
    private static final int VRRP_PROTOCOL = 112;

    private FrameDecoder() {}

    /** A {@link WireAdvert}, {@link WireArp}, {@link WireMarker} or {@link WireOddity}. */
    static Object decode(Frame frame) {
        String sourceMac = "?";
        try {
            ByteBuffer in = ByteBuffer.wrap(frame.bytes());
            in.position(6);
            sourceMac = Octets.mac(take(in, 6));
            int etherType = u16(in);
            return switch (etherType) {
                case ETHERTYPE_IPV4 -> ipv4(frame, sourceMac);
                case ETHERTYPE_IPV6 -> ipv6(frame, sourceMac);
                case ETHERTYPE_ARP -> arp(frame, sourceMac, in);
                case ETHERTYPE_MARKER -> new WireMarker(frame.timeNanos(), in.getLong());
                default -> odd(frame, sourceMac, "ethertype " + Integer.toHexString(etherType));
            };
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return odd(frame, sourceMac, "too short: " + e);
        }
    }

    private static Object ipv4(Frame frame, String sourceMac) {
        byte[] bytes = frame.bytes();
        ByteBuffer ip = ByteBuffer.wrap(bytes, ETHERNET_HEADER, bytes.length - ETHERNET_HEADER)
                .slice();
        int headerLength = (ip.get(0) & 0x0f) * 4;
        int totalLength = ip.getShort(2) & 0xffff;
        byte[] source = bytesAt(ip, 12, 4);
        byte[] destination = bytesAt(ip, 16, 4);
        byte[] message = bytesAt(ip, headerLength, totalLength - headerLength);
        boolean dontFragment = (ip.get(6) & 0x40) != 0;
        Header header = new Header(sourceMac, source, destination, ip.get(8) & 0xff, ip.get(1) & 0xff, dontFragment);
        return advert(frame, header, message);
    }

    private static Object ipv6(Frame frame, String sourceMac) {
        byte[] bytes = frame.bytes();
        ByteBuffer ip = ByteBuffer.wrap(bytes, ETHERNET_HEADER, bytes.length - ETHERNET_HEADER)
                .slice();
        int trafficClass = ip.getInt(0) >> 20 & 0xff;
        byte[] message = bytesAt(ip, IPV6_HEADER, ip.getShort(4) & 0xffff);
        Header header =
                new Header(sourceMac, bytesAt(ip, 8, 16), bytesAt(ip, 24, 16), ip.get(7) & 0xff, trafficClass, false);
        return advert(frame, header, message);
    }

    private static Object advert(Frame frame, Header header, byte[] message) {
        if (message.length < 8) {
            return odd(frame, header.sourceMac, "a VRRP message of " + message.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(message);
        int version = (message[0] & 0xf0) >> 4;
        boolean isV2 = version == 2;
        int count = message[3] & 0xff;
        int addressLength = header.source.length;
        int expected = 8 + count * addressLength + (isV2 ? 8 : 0);
        if (message.length != expected) {
            return odd(frame, header.sourceMac, count + " addresses in " + message.length + " bytes");
        }
        in.position(8);
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses.add(Octets.ip(take(in, addressLength)));
        }
        return new WireAdvert(
                frame.timeNanos(),
                header.sourceMac,
                Octets.ip(header.source),
                Octets.ip(header.destination),
                header.ttl,
                header.tos,
                header.dontFragment,
                version,
                message[0] & 0x0f,
                message[1] & 0xff,
                message[2] & 0xff,
                isV2 ? (message[5] & 0xff) * 100 : in.getShort(4) & 0x0fff,
                isV2 ? message[4] & 0xff : 0,
                isV2 ? unpadded(take(in, 8)) : "",
                List.copyOf(addresses),
                checksum(header, message),
                message);
    }

    private static WireAdvert.Checksum checksum(Header header, byte[] message) {
        if (InternetChecksum.of(message) == 0) {
            return WireAdvert.Checksum.MESSAGE_ONLY;
        }
        byte[] pseudo = InternetChecksum.pseudoHeader(header.source, header.destination, VRRP_PROTOCOL, message.length);
        return InternetChecksum.of(pseudo, message) == 0
                ? WireAdvert.Checksum.PSEUDO_HEADER
                : WireAdvert.Checksum.WRONG;
    }

    private static WireArp arp(Frame frame, String sourceMac, ByteBuffer in) {
        in.position(in.position() + 6); // hardware and protocol: Ethernet, IPv4
        int op = u16(in);
        String senderMac = Octets.mac(take(in, 6));
        String senderIp = Octets.ip(take(in, 4));
        in.position(in.position() + 6);
        return new WireArp(frame.timeNanos(), sourceMac, op, senderMac, senderIp, Octets.ip(take(in, 4)));
    }

    private static WireOddity odd(Frame frame, String sourceMac, String why) {
        return new WireOddity(frame.timeNanos(), sourceMac, why, HexFormat.of().formatHex(frame.bytes()));
    }

    private static byte[] bytesAt(ByteBuffer in, int position, int length) {
        byte[] bytes = new byte[length < 0 ? 0 : length];
        in.get(position, bytes);
        return bytes;
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static int u16(ByteBuffer in) {
        return in.getShort() & 0xffff;
    }

    private static String unpadded(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1).replaceFirst("\0+$", "");
    }

    /** What the IP header says. */
    private record Header(
            String sourceMac, byte[] source, byte[] destination, int ttl, int tos, boolean dontFragment) {}
}
