// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

/**
 * One absolute alarm on CLOCK_MONOTONIC that epoll can wait on; it ignores timer slack.
 *
 * <p>Owned by one thread. Nothing but the constructor allocates.
 */
public final class TimerFd implements AutoCloseable {
    private static final int TFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int TFD_TIMER_ABSTIME = 1;
    private static final int ITIMERSPEC_BYTES = 32;
    private static final int VALUE_SECONDS = 16;
    private static final int VALUE_NANOS = 24;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Arena arena = new Arena(ITIMERSPEC_BYTES, Long.BYTES);
    private final Arena.Region itimerspec = arena.reserve(ITIMERSPEC_BYTES);
    private final Arena.Region expirations = arena.reserve(Long.BYTES);
    private final long offsetNanos;
    private int fd;

    /** @throws KernelException when the kernel gives no descriptor */
    public TimerFd() throws KernelException {
        try (KernelClock clock = new KernelClock()) {
            offsetNanos = clock.offsetFromNanoTime();
        }
        int result = Syscall.timerCreate(KernelClock.CLOCK_MONOTONIC, TFD_NONBLOCK_CLOEXEC);
        if (result < 0) {
            arena.close();
        }
        fd = Syscall.check("timerfd_create", result);
    }

    /** {@return the descriptor, for epoll} */
    public int fd() {
        return fd;
    }

    /**
     * Sets the alarm, replacing an earlier one.
     *
     * @param deadlineNanos in terms of {@code System.nanoTime()}; one that is past fires at once
     * @return 0 or an errno
     */
    public int arm(long deadlineNanos) {
        return set(Math.max(1, deadlineNanos + offsetNanos)); // 0 would disarm
    }

    /**
     * Takes the alarm back.
     *
     * @return 0 or an errno
     */
    public int disarm() {
        return set(0);
    }

    /**
     * Makes the descriptor unreadable again after it fired.
     *
     * @return whether it had fired since it was last armed or drained
     */
    public boolean drain() {
        return fd >= 0 && Syscall.read(fd, expirations.address(), Long.BYTES) == Long.BYTES;
    }

    private int set(long monotonicNanos) {
        if (fd < 0) {
            return Errno.EBADF;
        }
        itimerspec
                .bytes()
                .putLong(VALUE_SECONDS, monotonicNanos / NANOS_PER_SECOND)
                .putLong(VALUE_NANOS, monotonicNanos % NANOS_PER_SECOND);
        return Syscall.errnoOf(Syscall.timerSet(fd, TFD_TIMER_ABSTIME, itimerspec.address()));
    }

    @Override
    public void close() {
        Syscall.close(fd);
        fd = -1;
        arena.close();
    }
}
