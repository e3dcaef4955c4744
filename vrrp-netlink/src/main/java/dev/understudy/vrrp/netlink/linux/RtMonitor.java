// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

/**
 * Watches the links and addresses of this network namespace.
 *
 * <p>Open it first and dump ({@link RtDump}) then, so that no change falls between. Owned by one thread; {@link #poll}
 * does not block, and allocates for links alone.
 */
public final class RtMonitor implements AutoCloseable {
    private static final int MIN_BUFFER_BYTES = 1024 * 1024;
    private static final int MAX_BUFFER_BYTES = 64 * 1024 * 1024;
    /** A queued notice takes 768 bytes of the buffer, and the kernel gives twice what it is asked for: room for two of each address. */
    private static final int BYTES_PER_ADDRESS = 1024;

    private final NetlinkSocket socket;
    private final RtDecoder decoder;

    /** As {@link #RtMonitor(int)}, for a few addresses. */
    public RtMonitor() throws KernelException {
        this(0);
    }

    /**
     * @param addresses how many may be bound or released at once without a notice being lost, which would cost a dump
     * @throws KernelException when the kernel gives no socket
     */
    public RtMonitor(int addresses) throws KernelException {
        long wanted = Math.max(MIN_BUFFER_BYTES, (long) addresses * BYTES_PER_ADDRESS);
        socket = NetlinkSocket.open(Netlink.RTMGRP_LINK | Netlink.RTMGRP_IPV4_IFADDR | Netlink.RTMGRP_IPV6_IFADDR, (int)
                Math.min(wanted, MAX_BUFFER_BYTES));
        decoder = new RtDecoder(socket.received());
    }

    /** {@return the descriptor, for epoll} */
    public int fd() {
        return socket.fd();
    }

    /**
     * Reports what has changed.
     *
     * @param listener hears them before this returns
     * @param maxDatagrams a bound on the work of one turn; the kernel puts one notice in a datagram
     * @return how many notices were read; what is left keeps the descriptor readable. A negated errno other than
     *     ENOBUFS, which is reported as an overflow
     */
    public int poll(RtListener listener, int maxDatagrams) {
        int notices = 0;
        for (int i = 0; i < maxDatagrams; i++) {
            int length = socket.receive();
            if (length == -Errno.ENOBUFS || length == -Errno.EMSGSIZE) {
                listener.overflow();
            } else if (length <= 0) {
                return length < 0 ? length : notices;
            } else {
                notices += decoder.decode(length, listener);
            }
        }
        return notices;
    }

    @Override
    public void close() {
        socket.close();
    }
}
