// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Sends gratuitous ARP on any interface; receives nothing, as its packet socket is bound to no protocol.
 *
 * <p>Owned by one thread; {@link #send} neither blocks nor allocates.
 */
public final class ArpSocket implements AutoCloseable {
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int ETH_P_ARP = 0x0806;
    private static final int ETH_P_EXPERIMENT = 0x88B5; // IEEE 802: local experiments
    private static final int ETHER_TYPE_AT = 12;
    private static final int MAC_BYTES = 6;
    /** Ethernet header and ARP for IPv4 (RFC 826); drivers pad to the minimum frame themselves. */
    static final int FRAME_BYTES = 42;

    private static final int SOCKADDR_LL_BYTES = 20;
    private static final long BROADCAST = 0xFFFF_FFFF_FFFFL;

    private final Arena arena = new Arena(FRAME_BYTES, SOCKADDR_LL_BYTES);
    private final Arena.Region frame = arena.reserve(FRAME_BYTES);
    private final Arena.Region sockaddr = arena.reserve(SOCKADDR_LL_BYTES);
    private final short etherType;
    private int fd;

    /** @throws KernelException EPERM without CAP_NET_RAW */
    public ArpSocket() throws KernelException {
        this(ETH_P_ARP);
    }

    /**
     * Returns one whose frames are like any other, but of a type that nobody takes for ARP.
     *
     * @throws KernelException EPERM without CAP_NET_RAW
     */
    public static ArpSocket dry() throws KernelException {
        return new ArpSocket(ETH_P_EXPERIMENT);
    }

    private ArpSocket(int etherType) throws KernelException {
        this.etherType = (short) etherType;
        int result = Syscall.socket(AF_PACKET, SOCK_RAW | SocketOptions.SOCK_NONBLOCK_CLOEXEC, 0);
        if (result < 0) {
            arena.close();
        }
        fd = Syscall.check("socket(AF_PACKET, SOCK_RAW, 0)", result);
        frame.bytes().order(ByteOrder.BIG_ENDIAN);
        sockaddr.bytes()
                .putShort(0, (short) AF_PACKET)
                .putShort(2, NetworkOrder.swap(this.etherType))
                .put(11, (byte) MAC_BYTES);
        for (int i = 0; i < MAC_BYTES; i++) {
            sockaddr.bytes().put(12 + i, (byte) 0xFF);
        }
    }

    /**
     * Announces an address: who has it, told by itself, to everyone.
     *
     * @param ifIndex where to send
     * @param mac the MAC address that will answer for it
     * @param address the virtual IPv4 address
     * @return 0 or an errno: ENETDOWN, ENXIO when the interface is gone, ENOBUFS when its queue is full
     */
    public int send(int ifIndex, long mac, long address) {
        if (fd < 0) {
            return Errno.EBADF;
        }
        writeFrame(frame.bytes(), mac, address);
        frame.bytes().putShort(ETHER_TYPE_AT, etherType);
        sockaddr.bytes().putInt(4, ifIndex);
        return Syscall.errnoOf(Syscall.sendTo(fd, frame.address(), FRAME_BYTES, sockaddr.address(), SOCKADDR_LL_BYTES));
    }

    /** A request with sender = target and a target MAC of all ones, which is what keepalived puts on the wire. */
    static void writeFrame(ByteBuffer out, long mac, long address) {
        putMac(out, 0, BROADCAST);
        putMac(out, 6, mac);
        out.putShort(ETHER_TYPE_AT, (short) ETH_P_ARP);
        out.putShort(14, (short) 1); // hardware: Ethernet
        out.putShort(16, (short) 0x0800); // protocol: IPv4
        out.put(18, (byte) MAC_BYTES).put(19, (byte) 4);
        out.putShort(20, (short) 1); // operation: request
        putMac(out, 22, mac);
        out.putInt(28, (int) address);
        putMac(out, 32, BROADCAST);
        out.putInt(38, (int) address);
    }

    private static void putMac(ByteBuffer out, int at, long mac) {
        out.putShort(at, (short) (mac >>> 32));
        out.putInt(at + 2, (int) mac);
    }

    @Override
    public void close() {
        Syscall.close(fd);
        fd = -1;
        arena.close();
    }
}
