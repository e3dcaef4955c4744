// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** RFC 1071, plainly. */
final class InternetChecksum {
    private InternetChecksum() {}

    /** Over the parts in a row, each of even length but the last; 0 when a checksum among them is right. */
    static int of(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        if (joined.size() % 2 != 0) {
            joined.write(0);
        }
        ByteBuffer words = ByteBuffer.wrap(joined.toByteArray());
        long sum = 0;
        while (words.hasRemaining()) {
            sum += words.getShort() & 0xffff;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (int) ~sum & 0xffff;
    }

    /** IPv4 (RFC 793) and IPv6 (RFC 8200, 8.1), by the length of the addresses. */
    static byte[] pseudoHeader(byte[] source, byte[] destination, int protocol, int length) {
        boolean isIpv4 = source.length == 4;
        ByteBuffer header = ByteBuffer.allocate(isIpv4 ? 12 : 40).put(source).put(destination);
        if (isIpv4) {
            header.putShort((short) protocol).putShort((short) length);
        } else {
            header.putInt(length).putInt(protocol);
        }
        return header.array();
    }
}
