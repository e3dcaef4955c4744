// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

/**
 * What the loop waits on: level-triggered epoll, where each descriptor is known by a token of the caller's.
 *
 * <p>Owned by one thread. {@link #await} and the accessors allocate nothing.
 */
public final class Epoll implements AutoCloseable {
    private static final int EPOLL_CLOEXEC = 0x80000;
    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLL_CTL_DEL = 2;
    private static final int EPOLLIN = 0x1;
    private static final int EPOLLERR_OR_HUP = 0x8 | 0x10;

    private final EventLayout layout;
    private final int maxEvents;
    private final Arena arena;
    private final Arena.Region events;
    private final Arena.Region request;
    private int fd;

    /** {@code struct epoll_event}: packed on x86-64 alone, so that it equals its 32-bit form. */
    record EventLayout(int bytes, int dataOffset) {
        static EventLayout of(String osArch) {
            return NativeAccess.isX86(osArch) ? new EventLayout(12, 4) : new EventLayout(16, 8);
        }
    }

    /**
     * @param maxEvents how many ready descriptors one {@link #await} may report; the others wait for the next
     * @throws KernelException when the kernel gives no descriptor
     */
    public Epoll(int maxEvents) throws KernelException {
        layout = EventLayout.of(System.getProperty("os.arch"));
        this.maxEvents = maxEvents;
        fd = Syscall.check("epoll_create1", Syscall.epollCreate(EPOLL_CLOEXEC));
        arena = new Arena(layout.bytes() * maxEvents, layout.bytes());
        events = arena.reserve(layout.bytes() * maxEvents);
        request = arena.reserve(layout.bytes());
    }

    /**
     * Watches a descriptor for something to read.
     *
     * @param watchedFd the descriptor
     * @param token what {@link #token} will say when it is ready
     * @throws KernelException EEXIST when it is watched already
     */
    public void add(int watchedFd, int token) throws KernelException {
        requireOpen();
        request.bytes().putInt(0, EPOLLIN).putLong(layout.dataOffset(), token);
        Syscall.check("epoll_ctl(ADD)", Syscall.epollControl(fd, EPOLL_CTL_ADD, watchedFd, request.address()));
    }

    /**
     * Forgets a descriptor. Closing one that was not duplicated does the same, so this is for those that stay open.
     *
     * @param watchedFd the descriptor
     * @throws KernelException ENOENT when it is not watched
     */
    public void remove(int watchedFd) throws KernelException {
        requireOpen();
        Syscall.check("epoll_ctl(DEL)", Syscall.epollControl(fd, EPOLL_CTL_DEL, watchedFd, request.address()));
    }

    /**
     * Waits until something is ready.
     *
     * @param timeoutMillis how long at most; 0 only looks, -1 waits for ever. Deadlines belong to a {@link TimerFd}:
     *     this timeout is subject to the thread's timer slack
     * @return how many descriptors are ready; 0 after the timeout or a signal; a negated errno
     */
    public int await(int timeoutMillis) {
        return fd < 0 ? -Errno.EBADF : Syscall.epollWait(fd, events.address(), maxEvents, timeoutMillis);
    }

    /**
     * Which descriptor is ready.
     *
     * @param i from 0, below what the last {@link #await} has returned
     * @return the token it was added with
     */
    public int token(int i) {
        return (int) events.bytes().getLong(i * layout.bytes() + layout.dataOffset());
    }

    /**
     * Whether a ready descriptor reports an error or a hang-up; reading from it tells which.
     *
     * @param i from 0, below what the last {@link #await} has returned
     * @return whether it does
     */
    public boolean failed(int i) {
        return (events.bytes().getInt(i * layout.bytes()) & EPOLLERR_OR_HUP) != 0;
    }

    private void requireOpen() throws KernelException {
        if (fd < 0) {
            throw new KernelException("epoll is closed", Errno.EBADF);
        }
    }

    @Override
    public void close() {
        Syscall.close(fd);
        fd = -1;
        arena.close();
    }
}
