// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

/**
 * Real-time scheduling of one thread: see sched(7). What the thread starts, threads and processes, does not inherit it. Belongs to the
 * thread that was raised.
 */
public final class Realtime {
    private static final int SCHED_FIFO = 1;
    private static final int SCHED_RESET_ON_FORK = 0x4000_0000;
    /** The calling thread; to Linux, not to POSIX, for which it is the process. */
    private static final int SELF = 0;

    private final int formerPolicy;
    private final int formerPriority;

    private Realtime(int formerPolicy, int formerPriority) {
        this.formerPolicy = formerPolicy;
        this.formerPriority = formerPriority;
    }

    /**
     * Gives the calling thread SCHED_FIFO.
     *
     * @param priority 1..99
     * @return the way back
     * @throws KernelException when the kernel refuses: EPERM without right or budget, ENOSYS with a libc (musl) that does not offer it
     */
    public static Realtime raise(int priority) throws KernelException {
        try (Arena arena = new Arena(Integer.BYTES)) {
            Arena.Region parameter = arena.reserve(Integer.BYTES);
            int policy = Syscall.check("sched_getscheduler", Syscall.scheduler(SELF));
            Syscall.check("sched_getparam", Syscall.schedulerParameter(SELF, parameter.address()));
            int former = parameter.bytes().getInt(0);
            set(SCHED_FIFO | SCHED_RESET_ON_FORK, priority, parameter);
            return new Realtime(policy, former);
        }
    }

    /**
     * Gives the calling thread, which has to be the same, what it had before.
     *
     * @throws KernelException when the kernel refuses
     */
    public void putBack() throws KernelException {
        try (Arena arena = new Arena(Integer.BYTES)) {
            Arena.Region parameter = arena.reserve(Integer.BYTES);
            try {
                set(formerPolicy, formerPriority, parameter);
            } catch (KernelException e) {
                if (e.errno() != Errno.EPERM) {
                    throw e;
                }
                // Whoever was raised by RLIMIT_RTPRIO may step down, but not take reset-on-fork back.
                set(formerPolicy | SCHED_RESET_ON_FORK, formerPriority, parameter);
            }
        }
    }

    private static void set(int policy, int priority, Arena.Region parameter) throws KernelException {
        parameter.bytes().putInt(0, priority);
        Syscall.check("sched_setscheduler", Syscall.setScheduler(SELF, policy, parameter.address()));
    }
}
