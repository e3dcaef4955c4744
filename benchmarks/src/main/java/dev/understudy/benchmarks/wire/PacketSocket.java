// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An AF_PACKET socket on one interface that takes adverts and ARP alone, with the kernel's receive stamp of each frame. It must be opened in
 * the namespace of the interface. Used by one thread at a time.
 */
final class PacketSocket implements AutoCloseable {
    static final int LONGEST_FRAME = 2048;

    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int ETH_P_ALL = 3;
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SO_TIMESTAMPNS = 35;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int BUFFER_BYTES = 32 << 20;
    private static final int CONTROL_BYTES = 64;

    /** ARP, or IPv4 with protocol 112: code, jump if true, jump if false, operand. */
    private static final int[][] FILTER = {
        {0x28, 0, 0, 12},
        {0x15, 3, 0, 0x0806},
        {0x15, 0, 3, 0x0800},
        {0x30, 0, 0, 23},
        {0x15, 0, 1, 112},
        {0x06, 0, 0, LONGEST_FRAME},
        {0x06, 0, 0, 0},
    };

    private final int fd;
    private final Memory frame = new Memory(LONGEST_FRAME);
    private final Memory control = new Memory(CONTROL_BYTES);
    private final Memory vector = new Memory(16);
    private final Memory message = new Memory(56);
    private final ByteBuffer bytes = frame.getByteBuffer(0, LONGEST_FRAME).order(ByteOrder.BIG_ENDIAN);
    private long stampNanos;
    private long drops;

    private PacketSocket(int fd) {
        this.fd = fd;
        vector.setPointer(0, frame);
        vector.setLong(8, LONGEST_FRAME);
        message.clear();
        message.setPointer(16, vector);
        message.setLong(24, 1);
        message.setPointer(32, control);
    }

    static PacketSocket open(String interfaceName) {
        int index = Clib.if_nametoindex(interfaceName);
        if (index == 0) {
            throw new IllegalStateException("no interface " + interfaceName + " here");
        }
        // Without a protocol nothing is received before the filter is in place.
        PacketSocket socket =
                new PacketSocket(Clib.check("packet socket", Clib.socket(AF_PACKET, SOCK_RAW_CLOEXEC, 0)));
        try {
            socket.option(SOL_SOCKET, SO_RCVBUFFORCE, BUFFER_BYTES);
            socket.option(SOL_SOCKET, SO_TIMESTAMPNS, 1);
            socket.option(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1);
            socket.filter();
            socket.bind(index);
            return socket;
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Reads one frame into {@link #bytes()}; false when there is none. */
    boolean read() {
        message.setLong(40, CONTROL_BYTES);
        long length = Clib.recvmsg(fd, message, MSG_DONTWAIT);
        while (length < 0) {
            int errno = Native.getLastError();
            if (errno == EAGAIN) {
                return false;
            }
            if (errno != EINTR) {
                throw new IllegalStateException("recvmsg: errno " + errno);
            }
            length = Clib.recvmsg(fd, message, MSG_DONTWAIT);
        }
        bytes.clear().limit((int) length);
        stampNanos = stamp();
        return true;
    }

    /** The frame of the last read from its Ethernet header on, until the next read. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** When the kernel received it, in nanoseconds of CLOCK_REALTIME. */
    long stampNanos() {
        return stampNanos;
    }

    /** Frames lost for want of room since the socket was opened. */
    long drops() {
        Memory counts = new Memory(8);
        Memory length = new Memory(4);
        length.setInt(0, 8);
        Clib.check("statistics", Clib.getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, counts, length));
        drops += Integer.toUnsignedLong(counts.getInt(4)); // reading sets them to zero
        return drops;
    }

    @Override
    public void close() {
        Clib.close(fd);
    }

    /** The one control message there is: its length, level and type, then seconds and nanoseconds. */
    private long stamp() {
        if (message.getLong(40) < 32 || control.getInt(8) != SOL_SOCKET || control.getInt(12) != SO_TIMESTAMPNS) {
            throw new IllegalStateException("a frame without the kernel's stamp");
        }
        return control.getLong(16) * 1_000_000_000L + control.getLong(24);
    }

    private void option(int level, int name, int value) {
        Memory memory = new Memory(4);
        memory.setInt(0, value);
        set(level, name, memory, 4);
    }

    private void set(int level, int name, Pointer value, int length) {
        Clib.check("option " + name + " of a packet socket", Clib.setsockopt(fd, level, name, value, length));
    }

    private void filter() {
        Memory program = new Memory(8L * FILTER.length);
        for (int i = 0; i < FILTER.length; i++) {
            program.setShort(8L * i, (short) FILTER[i][0]);
            program.setByte(8L * i + 2, (byte) FILTER[i][1]);
            program.setByte(8L * i + 3, (byte) FILTER[i][2]);
            program.setInt(8L * i + 4, FILTER[i][3]);
        }
        Memory header = new Memory(16);
        header.clear();
        header.setShort(0, (short) FILTER.length);
        header.setPointer(8, program);
        set(SOL_SOCKET, SO_ATTACH_FILTER, header, 16);
    }

    private void bind(int index) {
        Memory address = new Memory(20);
        address.clear();
        address.setShort(0, (short) AF_PACKET);
        address.setByte(3, (byte) ETH_P_ALL); // in network order
        address.setInt(4, index);
        Clib.check("bind", Clib.bind(fd, address, 20));
    }
}
