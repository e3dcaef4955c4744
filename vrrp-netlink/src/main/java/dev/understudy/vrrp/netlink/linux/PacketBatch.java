// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The vector one recvmmsg call fills: several packets for one system call. */
final class PacketBatch implements AutoCloseable {
    // struct mmsghdr on 64-bit: msghdr of 56 bytes, then the received length.
    private static final int MMSGHDR_BYTES = 64;
    private static final int MSG_IOV = 16;
    private static final int MSG_IOVLEN = 24;
    private static final int MSG_CONTROL = 32;
    private static final int MSG_CONTROLLEN = 40;
    private static final int MSG_FLAGS = 48;
    private static final int MSG_LEN = 56;
    private static final int IOVEC_BYTES = 16;
    /** Room for a time stamp (32) and a drop counter (24). */
    private static final int CONTROL_BYTES = 64;

    private final Arena arena;
    private final Arena.Region headers;
    private final ReceivedPacket[] packets;
    private int used;

    /** @param packetBytes room for one packet, a multiple of 16 */
    PacketBatch(int count, int packetBytes) {
        arena = new Arena(count * (MMSGHDR_BYTES + IOVEC_BYTES + CONTROL_BYTES + packetBytes));
        headers = arena.reserve(count * MMSGHDR_BYTES);
        packets = new ReceivedPacket[count];
        for (int i = 0; i < count; i++) {
            packets[i] = slot(i * MMSGHDR_BYTES, packetBytes);
        }
    }

    private ReceivedPacket slot(int header, int packetBytes) {
        Arena.Region iovec = arena.reserve(IOVEC_BYTES);
        Arena.Region control = arena.reserve(CONTROL_BYTES);
        Arena.Region packet = arena.reserve(packetBytes);
        iovec.bytes().putLong(0, packet.address()).putLong(8, packetBytes);
        headers.bytes()
                .putLong(header + MSG_IOV, iovec.address())
                .putLong(header + MSG_IOVLEN, 1)
                .putLong(header + MSG_CONTROL, control.address())
                .putLong(header + MSG_CONTROLLEN, CONTROL_BYTES);
        ByteBuffer packetBytesInNetworkOrder = packet.bytes().order(ByteOrder.BIG_ENDIAN);
        return new ReceivedPacket(packetBytesInNetworkOrder, control.bytes());
    }

    /** Takes what is queued, at most a batch; returns how many packets, or a negated errno. */
    int receive(int fd) {
        renewUsedHeaders();
        int count = Syscall.receiveMany(fd, headers.address(), packets.length, 0);
        used = Math.max(0, count);
        ByteBuffer h = headers.bytes();
        for (int i = 0; i < count; i++) {
            int at = i * MMSGHDR_BYTES;
            packets[i].accept(h.getInt(at + MSG_LEN), (int) h.getLong(at + MSG_CONTROLLEN), h.getInt(at + MSG_FLAGS));
        }
        return count;
    }

    /** The kernel has overwritten the room there is with what it delivered. */
    private void renewUsedHeaders() {
        for (int i = 0; i < used; i++) {
            headers.bytes().putLong(i * MMSGHDR_BYTES + MSG_CONTROLLEN, CONTROL_BYTES);
            headers.bytes().putInt(i * MMSGHDR_BYTES + MSG_FLAGS, 0);
        }
    }

    ReceivedPacket packet(int i) {
        return packets[i];
    }

    @Override
    public void close() {
        arena.close();
    }
}
