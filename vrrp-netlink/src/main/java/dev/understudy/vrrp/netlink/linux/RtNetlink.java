// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

/**
 * Binds, renews and releases addresses: requests are collected into a batch, sent in one system call and answered one
 * by one.
 *
 * <p>The kernel carries a batch out inside {@link #flush}, so the answers are normally reported before it returns; it
 * may first wait there for the kernel's lock on network configuration (RTNL), which no flag prevents. Answers that
 * come late are reported by a later {@link #flush} or {@link #collect}; those that were lost are reported as ENOBUFS.
 * Each request is answered exactly once.
 *
 * <p>Owned by one thread; allocates for refusals alone.
 */
public final class RtNetlink implements AutoCloseable {
    /** A lifetime without end. */
    public static final int FOREVER = -1;

    /** How many requests fit one batch. */
    public static final int BATCH = 64;

    /** Hears the answer to each request. */
    @FunctionalInterface
    public interface AckListener {
        /**
         * @param token what the caller gave the request
         * @param errno 0 when done; ENOBUFS when the kernel's answer was lost, so that only a dump can tell
         * @param text what the kernel says beyond the errno, often empty
         */
        void acknowledged(int token, int errno, String text);
    }

    private final int newAddress;
    private final int deleteAddress;
    private final NetlinkSocket socket;
    private final AckReader acks;
    private final Arena arena = new Arena(BATCH * AddressMessage.MAX_BYTES);
    private final Arena.Region requests = arena.reserve(BATCH * AddressMessage.MAX_BYTES);
    private final NetlinkWriter writer = new NetlinkWriter(requests.bytes());
    private final OutstandingRequests outstanding = new OutstandingRequests(4 * BATCH);
    private int batched;

    /** @throws KernelException when the kernel gives no socket */
    public RtNetlink() throws KernelException {
        this(Netlink.RTM_NEWADDR, Netlink.RTM_DELADDR);
    }

    /**
     * Returns one whose requests are written, sent and answered like any other, and ask for nothing: the kernel does not look into a message of
     * the type NLMSG_NOOP and waits for no lock to answer it.
     *
     * @throws KernelException when the kernel gives no socket
     */
    public static RtNetlink dry() throws KernelException {
        return new RtNetlink(Netlink.NLMSG_NOOP, Netlink.NLMSG_NOOP);
    }

    private RtNetlink(int newAddress, int deleteAddress) throws KernelException {
        this.newAddress = newAddress;
        this.deleteAddress = deleteAddress;
        socket = NetlinkSocket.open(0, 0);
        acks = new AckReader(socket.received());
    }

    /** {@return the descriptor, for epoll, so that a late answer wakes the loop} */
    public int fd() {
        return socket.fd();
    }

    /** {@return how many more requests can be added before {@link #flush}} */
    public int room() {
        return Math.min(BATCH - batched, outstanding.room());
    }

    /** {@return how many requests have been flushed and not answered yet; almost always 0} */
    public int unanswered() {
        return outstanding.size() - batched;
    }

    /**
     * Asks for an address that must not be there yet (K4); refused with EEXIST when it is.
     *
     * @param token comes back with the answer
     * @param address what to bind
     * @param validSeconds until the kernel removes it by itself, or {@link #FOREVER}
     * @param preferredSeconds until it is deprecated, at most {@code validSeconds}
     */
    public void add(int token, AddressSpec address, int validSeconds, int preferredSeconds) {
        int flags = Netlink.NLM_F_CREATE | Netlink.NLM_F_EXCL;
        AddressMessage.add(writer, takeUp(token), flags, address, validSeconds, preferredSeconds);
        writer.type(newAddress);
    }

    /**
     * Sets the lifetime of an address that is there. The kernel knows no such request: an address that has lapsed in
     * the meantime is bound again by it, and a permanent one becomes a lease.
     *
     * @param token comes back with the answer
     * @param address what to bind
     * @param validSeconds from now until the kernel removes it by itself, or {@link #FOREVER}
     * @param preferredSeconds until it is deprecated, at most {@code validSeconds}
     */
    public void renew(int token, AddressSpec address, int validSeconds, int preferredSeconds) {
        AddressMessage.add(writer, takeUp(token), Netlink.NLM_F_REPLACE, address, validSeconds, preferredSeconds);
        writer.type(newAddress);
    }

    /**
     * Releases an address; refused with EADDRNOTAVAIL when it is not there.
     *
     * @param token comes back with the answer
     * @param address what to release
     */
    public void delete(int token, AddressSpec address) {
        AddressMessage.delete(writer, takeUp(token), address);
        writer.type(deleteAddress);
    }

    private int takeUp(int token) {
        if (room() <= 0) {
            throw new IllegalStateException("batch is full: flush it first");
        }
        batched++;
        return outstanding.add(token);
    }

    /**
     * Sends the batch and reports every answer that is there.
     *
     * @param listener hears the answers before this returns
     * @return 0; or the errno with which the whole batch was refused, which each of its requests has been answered with
     */
    public int flush(AckListener listener) {
        if (batched == 0) {
            return 0;
        }
        int count = batched;
        int errno = socket.send(requests, writer.length());
        batched = 0; // before anyone is told: the listener may add to the next batch
        writer.clear();
        if (errno != 0) {
            outstanding.failNewest(count, errno, "request not sent", listener);
        }
        collect(listener);
        return errno;
    }

    /**
     * Reports the answers that have come since; never blocks.
     *
     * @param listener hears the answers before this returns
     */
    public void collect(AckListener listener) {
        int sent = outstanding.size() - batched;
        int lost = 0;
        int length = socket.receive();
        while (length > 0 || length == -Errno.ENOBUFS) { // ENOBUFS comes once, before the answers that are left
            lost = Math.min(lost, length);
            acks.reset(Math.max(0, length));
            while (acks.next()) {
                outstanding.answer(acks.sequence(), acks.errno(), acks.text(), listener);
            }
            length = unanswered() > 0 ? socket.receive() : 0;
        }
        lost = Math.min(lost, length);
        if (lost < 0) {
            outstanding.failOldest(sent, -lost, "answer lost", listener);
        }
    }

    @Override
    public void close() {
        socket.close();
        arena.close();
    }
}
