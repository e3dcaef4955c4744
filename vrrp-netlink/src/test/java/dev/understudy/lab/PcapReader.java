// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads a pcap stream with nanosecond stamps, as tcpdump writes it. */
final class PcapReader {
    private static final int NANOSECOND_MAGIC = 0xa1b23c4d;
    private static final int ETHERNET = 1;
    private static final int FILE_HEADER = 24;
    private static final int LINK_TYPE_AT = 20;
    private static final int PACKET_HEADER = 16;
    private static final int MOST_BYTES = 256 * 1024;

    private final DataInputStream in;
    private final ByteOrder order;

    PcapReader(InputStream stream) throws IOException {
        in = new DataInputStream(stream);
        byte[] header = in.readNBytes(FILE_HEADER);
        if (header.length < FILE_HEADER) {
            throw new EOFException("no pcap header");
        }
        order = orderOf(header);
        int linkType = ByteBuffer.wrap(header).order(order).getInt(LINK_TYPE_AT);
        if (linkType != ETHERNET) {
            throw new IOException("not Ethernet but link type " + linkType);
        }
    }

    /** The next frame, or null at the end of the stream. */
    Frame next() throws IOException {
        byte[] header = in.readNBytes(PACKET_HEADER);
        if (header.length < PACKET_HEADER) {
            return null;
        }
        ByteBuffer fields = ByteBuffer.wrap(header).order(order);
        long timeNanos = (fields.getInt() & 0xffffffffL) * 1_000_000_000L + fields.getInt();
        int length = fields.getInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("a frame of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        return bytes.length < length ? null : new Frame(timeNanos, bytes);
    }

    private static ByteOrder orderOf(byte[] header) throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            if (ByteBuffer.wrap(header).order(order).getInt(0) == NANOSECOND_MAGIC) {
                return order;
            }
        }
        throw new IOException("not a pcap stream with nanoseconds");
    }

    /** A captured frame from its Ethernet header on. */
    record Frame(long timeNanos, byte[] bytes) {}
}
