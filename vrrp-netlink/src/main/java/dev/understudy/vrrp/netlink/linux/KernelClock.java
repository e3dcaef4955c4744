// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

/**
 * The kernel's clocks in nanoseconds, without the objects {@code Instant.now()} makes.
 *
 * <p>Owned by one thread.
 */
public final class KernelClock implements AutoCloseable {
    private static final int CLOCK_REALTIME = 0;
    static final int CLOCK_MONOTONIC = 1;
    private static final int TIMESPEC_BYTES = 16;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int OFFSET_SAMPLES = 16;

    private final Arena arena = new Arena(TIMESPEC_BYTES);
    private final Arena.Region timespec = arena.reserve(TIMESPEC_BYTES);
    private boolean closed;

    /**
     * {@return the wall clock, in which received packets are stamped; it may be stepped, so only ages may be taken
     * from it}
     */
    public long realtimeNanos() {
        return nanos(CLOCK_REALTIME);
    }

    /**
     * {@return the clock of {@link TimerFd}; it stands still while the machine is suspended, as {@code
     * System.nanoTime()} does}
     */
    public long monotonicNanos() {
        return nanos(CLOCK_MONOTONIC);
    }

    /**
     * What to add to {@code System.nanoTime()} to get CLOCK_MONOTONIC: 0 on HotSpot, where they are one clock. The
     * specification of {@code nanoTime} leaves its origin open, so it is measured and not assumed.
     */
    long offsetFromNanoTime() {
        long bestWidth = Long.MAX_VALUE;
        long offset = 0;
        for (int i = 0; i < OFFSET_SAMPLES; i++) {
            long before = System.nanoTime();
            long monotonic = monotonicNanos();
            long after = System.nanoTime();
            if (monotonic - before >= 0 && after - monotonic >= 0) {
                return 0;
            }
            if (after - before < bestWidth) {
                bestWidth = after - before;
                offset = monotonic - (before + (after - before) / 2);
            }
        }
        return offset;
    }

    private long nanos(int clock) {
        if (closed) {
            throw new IllegalStateException("clock is closed");
        }
        int result = Syscall.clockGetTime(clock, timespec.address());
        if (result < 0) {
            throw new IllegalStateException("clock_gettime(" + clock + "): " + Errno.describe(-result));
        }
        return timespec.bytes().getLong(0) * NANOS_PER_SECOND + timespec.bytes().getLong(8);
    }

    @Override
    public void close() {
        closed = true;
        arena.close();
    }
}
