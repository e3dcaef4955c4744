// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How other threads end the loop's wait: an eventfd.
 *
 * <p>{@link #wake} may be called from any thread, also after {@link #close}; the rest belongs to the loop's thread.
 * Wake-ups that the loop has not yet seen cost no further system call.
 */
public final class WakeupFd implements AutoCloseable {
    private static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;

    private final AtomicBoolean pending = new AtomicBoolean();
    private final Arena arena = new Arena(Long.BYTES);
    private final Arena.Region counter = arena.reserve(Long.BYTES);
    private int fd;

    /** @throws KernelException when the kernel gives no descriptor */
    public WakeupFd() throws KernelException {
        int result = Syscall.eventCreate(EFD_NONBLOCK_CLOEXEC);
        if (result < 0) {
            arena.close();
        }
        fd = Syscall.check("eventfd", result);
    }

    /** {@return the descriptor, for epoll} */
    public int fd() {
        return fd;
    }

    /** Makes the descriptor readable. What the caller published before is seen by a loop that drains, then looks. */
    public void wake() {
        if (pending.compareAndSet(false, true)) {
            write();
        }
    }

    /** The lock keeps a late waker from writing into a descriptor that was closed and given to someone else. */
    private synchronized void write() {
        if (fd >= 0) {
            Syscall.eventWrite(fd, 1);
        }
    }

    /** Makes the descriptor unreadable again; to be called before the loop looks at what it was woken for. */
    public void drain() {
        if (fd >= 0) {
            Syscall.read(fd, counter.address(), Long.BYTES);
            // After the read: a wake-up between the two was for something the loop is about to see anyway.
            pending.set(false);
        }
    }

    @Override
    public synchronized void close() {
        Syscall.close(fd);
        fd = -1;
        arena.close();
    }
}
