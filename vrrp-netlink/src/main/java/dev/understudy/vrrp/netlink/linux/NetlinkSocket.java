// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.ByteBuffer;

/**
 * A socket to rtnetlink with its receive buffer. It hears the kernel alone: a message another process has sent to its
 * port is dropped. Owned by one thread; {@link #send} and {@link #receive} do not allocate.
 */
final class NetlinkSocket implements AutoCloseable {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int NETLINK_ROUTE = 0;
    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_CAP_ACK = 10;
    private static final int NETLINK_EXT_ACK = 11;
    private static final int SOCKADDR_NL_BYTES = 12;
    private static final int MSG_TRUNC = 0x20;
    private static final int MSG_DONTWAIT = 0x40;

    /** The kernel sends dumps in parts of up to 32 KiB when the reader has that much room. */
    static final int BUFFER_BYTES = 32 * 1024;

    private final Arena arena = new Arena(BUFFER_BYTES, SOCKADDR_NL_BYTES, Integer.BYTES);
    private final Arena.Region buffer = arena.reserve(BUFFER_BYTES);
    private final Arena.Region sender = arena.reserve(SOCKADDR_NL_BYTES);
    private final Arena.Region senderLength = arena.reserve(Integer.BYTES);
    private int fd;

    private NetlinkSocket(int fd) {
        this.fd = fd;
    }

    /**
     * @param groups the RTMGRP bits to subscribe to, 0 for none
     * @param receiveBufferBytes what to ask for, 0 for the default
     */
    static NetlinkSocket open(int groups, int receiveBufferBytes) throws KernelException {
        int fd = Syscall.check(
                "socket(AF_NETLINK, NETLINK_ROUTE)",
                Syscall.socket(AF_NETLINK, SOCK_RAW | SocketOptions.SOCK_NONBLOCK_CLOEXEC, NETLINK_ROUTE));
        NetlinkSocket socket = new NetlinkSocket(fd);
        try {
            SocketOptions options = new SocketOptions(fd);
            options.set("NETLINK_CAP_ACK", SOL_NETLINK, NETLINK_CAP_ACK, 1);
            options.set("NETLINK_EXT_ACK", SOL_NETLINK, NETLINK_EXT_ACK, 1);
            if (receiveBufferBytes > 0) {
                options.forceBuffer(SocketOptions.SO_RCVBUFFORCE, SocketOptions.SO_RCVBUF, receiveBufferBytes);
            }
            socket.bind(groups);
            return socket;
        } catch (KernelException e) {
            socket.close();
            throw e;
        }
    }

    private void bind(int groups) throws KernelException {
        sender.bytes().putShort(0, (short) AF_NETLINK).putInt(4, 0).putInt(8, groups);
        Syscall.check("bind(AF_NETLINK, groups " + groups + ")", Syscall.bind(fd, sender.address(), SOCKADDR_NL_BYTES));
    }

    int fd() {
        return fd;
    }

    /** Sends to the kernel, which carries requests out before this returns; 0 or an errno. */
    int send(Arena.Region requests, int bytes) {
        return fd < 0 ? Errno.EBADF : Syscall.errnoOf(Syscall.send(fd, requests.address(), bytes));
    }

    /**
     * Receives one datagram from the kernel.
     *
     * @return its length; 0 when nothing is there; a negated errno: ENOBUFS when messages were lost, EMSGSIZE when this
     *     one was longer than the buffer
     */
    int receive() {
        if (fd < 0) {
            return -Errno.EBADF;
        }
        int length;
        do {
            senderLength.bytes().putInt(0, SOCKADDR_NL_BYTES);
            length = Syscall.receiveFrom(
                    fd,
                    buffer.address(),
                    BUFFER_BYTES,
                    MSG_DONTWAIT | MSG_TRUNC,
                    sender.address(),
                    senderLength.address());
        } while (length >= 0 && sender.bytes().getInt(4) != 0);
        if (length > BUFFER_BYTES) {
            return -Errno.EMSGSIZE;
        }
        return length == -Errno.EAGAIN ? 0 : length;
    }

    /** What {@link #receive} has received, from 0 to the length it returned. */
    ByteBuffer received() {
        return buffer.bytes();
    }

    @Override
    public void close() {
        Syscall.close(fd);
        fd = -1;
        arena.close();
    }
}
