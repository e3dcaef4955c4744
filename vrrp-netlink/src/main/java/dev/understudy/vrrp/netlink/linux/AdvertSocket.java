// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The raw IPv4 socket of protocol 112 on one interface: it sends advertisements from a source chosen per packet and
 * receives those of the group 224.0.0.18 and of the interface's own addresses.
 *
 * <p>One per interface, since a socket may join 20 groups only. Bound to the interface's name and index: when either
 * changes it must be opened anew (F9). Owned by one thread; {@link #send} and {@link #receive} do not block and do not
 * allocate.
 *
 * <p>IP_RECVERR stays off. With it the kernel would report a full device queue (ENOBUFS), but a forged ICMP error could
 * then fail the next send, and three of those end an Active (F10).
 */
public final class AdvertSocket implements AutoCloseable {
    /** 224.0.0.18, T3. */
    public static final long GROUP = 0xE000_0012L;

    /** How many packets one {@link #receive} takes at most. */
    public static final int BATCH = 32;

    private static final int AF_INET = 2;
    private static final int SOCK_RAW = 3;
    private static final int IPPROTO_IP = 0;
    private static final int IP_HDRINCL = 3;
    private static final int IP_MULTICAST_IF = 32;
    private static final int IP_MULTICAST_LOOP = 34;
    private static final int IP_ADD_MEMBERSHIP = 35;
    private static final int IP_MULTICAST_ALL = 49;
    private static final int TC_PRIO_INTERACTIVE = 6; // the highest that needs no capability on any kernel

    /** The longest advertisement: 255 addresses and authentication data, behind a header with options. */
    private static final int PACKET_BYTES = 2048;
    /** What a queued advertisement of usual size costs the receive buffer. */
    private static final int QUEUED_ADVERT_BYTES = 832;

    private static final int QUEUED_ADVERTS_PER_ROUTER = 16;
    private static final int MIN_BUFFER_BYTES = 256 * 1024;
    private static final int MAX_DISCARDED = 2048;
    private static final int SOCKADDR_BYTES = 16;
    private static final int MEMINFO_BYTES = 9 * Integer.BYTES;
    private static final int MEMINFO_DROPS = 8 * Integer.BYTES;

    private final int ifIndex;
    private final int receiveBufferBytes;
    private final PacketBatch batch = new PacketBatch(BATCH, PACKET_BYTES);
    private final Arena arena = new Arena(PACKET_BYTES, SOCKADDR_BYTES, MEMINFO_BYTES, Integer.BYTES);
    private final Arena.Region frame = arena.reserve(PACKET_BYTES);
    private final Arena.Region sockaddr = arena.reserve(SOCKADDR_BYTES);
    private final Arena.Region memInfo = arena.reserve(MEMINFO_BYTES);
    private final Arena.Region memInfoLength = arena.reserve(Integer.BYTES);
    private int fd;

    private AdvertSocket(int fd, int ifIndex, int receiveBufferBytes) {
        this.fd = fd;
        this.ifIndex = ifIndex;
        this.receiveBufferBytes = receiveBufferBytes;
        frame.bytes().order(ByteOrder.BIG_ENDIAN);
        sockaddr.bytes().putShort(0, (short) AF_INET);
    }

    /**
     * Opens the socket and joins the group.
     *
     * @param interfaceName as rtnetlink names it
     * @param ifIndex the index of the same interface
     * @param routers how many virtual routers it serves, which sizes its buffers
     * @return the socket, to be closed by the caller
     * @throws KernelException EPERM without CAP_NET_RAW; ENODEV when there is no such interface
     */
    public static AdvertSocket open(String interfaceName, int ifIndex, int routers) throws KernelException {
        return open(interfaceName, ifIndex, routers, true);
    }

    /**
     * Opens a socket that joins no group.
     *
     * @param interfaceName as rtnetlink names it
     * @param ifIndex the index of the same interface
     * @return the socket, to be closed by the caller
     * @throws KernelException EPERM without CAP_NET_RAW; ENODEV when there is no such interface
     */
    public static AdvertSocket openToSend(String interfaceName, int ifIndex) throws KernelException {
        return open(interfaceName, ifIndex, 1, false);
    }

    private static AdvertSocket open(String interfaceName, int ifIndex, int routers, boolean joins)
            throws KernelException {
        int fd = Syscall.check(
                "socket(AF_INET, SOCK_RAW, 112)",
                Syscall.socket(AF_INET, SOCK_RAW | SocketOptions.SOCK_NONBLOCK_CLOEXEC, Ipv4Header.PROTOCOL_VRRP));
        try {
            int receiveBufferBytes = configure(new SocketOptions(fd), interfaceName, ifIndex, routers, joins);
            AdvertSocket socket = new AdvertSocket(fd, ifIndex, receiveBufferBytes);
            fd = -1;
            socket.discardQueued();
            return socket;
        } finally {
            Syscall.close(fd);
        }
    }

    private static int configure(SocketOptions options, String interfaceName, int ifIndex, int routers, boolean joins)
            throws KernelException {
        options.bindToDevice(interfaceName);
        options.set("IP_HDRINCL", IPPROTO_IP, IP_HDRINCL, 1);
        options.set("IP_MULTICAST_ALL", IPPROTO_IP, IP_MULTICAST_ALL, 0);
        options.set("IP_MULTICAST_LOOP", IPPROTO_IP, IP_MULTICAST_LOOP, 0);
        options.set("IP_MULTICAST_IF", IPPROTO_IP, IP_MULTICAST_IF, mreqn(0, ifIndex));
        options.set("SO_TIMESTAMPNS", SocketOptions.SOL_SOCKET, SocketOptions.SO_TIMESTAMPNS, 1);
        options.set("SO_RXQ_OVFL", SocketOptions.SOL_SOCKET, SocketOptions.SO_RXQ_OVFL, 1);
        options.set("SO_PRIORITY", SocketOptions.SOL_SOCKET, SocketOptions.SO_PRIORITY, TC_PRIO_INTERACTIVE);
        int bytes = Math.max(MIN_BUFFER_BYTES, routers * QUEUED_ADVERTS_PER_ROUTER * QUEUED_ADVERT_BYTES);
        options.forceBuffer(SocketOptions.SO_SNDBUFFORCE, SocketOptions.SO_SNDBUF, bytes);
        int granted = options.forceBuffer(SocketOptions.SO_RCVBUFFORCE, SocketOptions.SO_RCVBUF, bytes);
        if (joins) {
            options.set("IP_ADD_MEMBERSHIP, 224.0.0.18", IPPROTO_IP, IP_ADD_MEMBERSHIP, mreqn(GROUP, ifIndex));
        }
        return granted;
    }

    /** {@code struct ip_mreqn}: group, local address (chosen by the index), interface index. */
    static ByteBuffer mreqn(long group, int ifIndex) {
        ByteBuffer value = ByteBuffer.allocate(12).order(ByteOrder.nativeOrder());
        return value.putInt(0, NetworkOrder.swap((int) group)).putInt(8, ifIndex);
    }

    /** A raw socket receives from its first moment: what came before it was bound may be from another interface. */
    private void discardQueued() {
        int rounds = MAX_DISCARDED / BATCH; // enough for the default buffer; a flood must not hold up opening
        while (rounds > 0 && receive() == BATCH) {
            rounds--;
        }
    }

    /** {@return the descriptor, for epoll} */
    public int fd() {
        return fd;
    }

    /** {@return the interface this socket is bound to, which is where every packet of it came from} */
    public int ifIndex() {
        return ifIndex;
    }

    /**
     * {@return what the kernel granted, its bookkeeping included; less than twice the wish means CAP_NET_ADMIN is
     * missing}
     */
    public int receiveBufferBytes() {
        return receiveBufferBytes;
    }

    /**
     * Sends one packet with TTL 255 and the class of network control.
     *
     * @param payload from its position to its limit, which are left as they are
     * @param source IPv4 source address (T1)
     * @param destination usually {@link #GROUP}
     * @return 0 or an errno: EPERM when a firewall forbids it, ENETDOWN, ENODEV, EAGAIN when the send buffer is full
     */
    public int send(ByteBuffer payload, long source, long destination) {
        if (fd < 0) {
            return Errno.EBADF;
        }
        int payloadBytes = payload.remaining();
        if (payloadBytes > PACKET_BYTES - Ipv4Header.BYTES) {
            return Errno.EMSGSIZE;
        }
        Ipv4Header.write(frame.bytes(), payloadBytes, source, destination);
        frame.bytes().put(Ipv4Header.BYTES, payload, payload.position(), payloadBytes);
        sockaddr.bytes().putInt(4, NetworkOrder.swap((int) destination));
        return Syscall.errnoOf(Syscall.sendTo(
                fd, frame.address(), Ipv4Header.BYTES + payloadBytes, sockaddr.address(), SOCKADDR_BYTES));
    }

    /**
     * Takes what is queued, at most {@link #BATCH} packets; fewer means the queue was empty.
     *
     * @return how many packets there are now in {@link #packet}; 0 when none was queued; a negated errno
     */
    public int receive() {
        int count = fd < 0 ? -Errno.EBADF : batch.receive(fd);
        return count == -Errno.EAGAIN ? 0 : count;
    }

    /**
     * A packet of the last {@link #receive}.
     *
     * @param i from 0, below what {@link #receive} has returned
     * @return the packet, valid until the next {@link #receive}
     */
    public ReceivedPacket packet(int i) {
        return batch.packet(i);
    }

    /**
     * How many packets the socket has dropped so far because its buffer was full, as of now (F5). The counter that
     * comes with a packet is that of the moment it was queued: after a stall it says nothing about what was lost at
     * the end.
     *
     * @return the count, modulo 2^32; a negated errno
     */
    public long drops() {
        if (fd < 0) {
            return -Errno.EBADF;
        }
        memInfoLength.bytes().putInt(0, MEMINFO_BYTES);
        int result = Syscall.getOption(
                fd, SocketOptions.SOL_SOCKET, SocketOptions.SO_MEMINFO, memInfo.address(), memInfoLength.address());
        return result < 0 ? result : Integer.toUnsignedLong(memInfo.bytes().getInt(MEMINFO_DROPS));
    }

    @Override
    public void close() {
        Syscall.close(fd);
        fd = -1;
        batch.close();
        arena.close();
    }
}
