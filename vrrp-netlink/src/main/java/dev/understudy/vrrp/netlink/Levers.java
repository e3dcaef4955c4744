// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

/**
 * What an operator may ask of the kernel so that the loop is served in time on a host that is short of processors or memory. Both are off
 * by default, and neither is a condition: what the kernel refuses is logged and listed by {@link VrrpRuntime#refusals()}, and the runtime
 * works without.
 *
 * <p>{@code realtimePriority} is for the thread of the loop alone: the listener's, the rehearsal's, the JVM's own (its garbage collector
 * too, for which the loop still has to wait) and every process that is started stay as they were. It needs CAP_SYS_NICE or an
 * RLIMIT_RTPRIO that is as high. A runtime that is polled raises the thread that polls, and puts it back at its end.
 *
 * <p>{@code memoryLocked} is for the whole process. Pages are locked once they are touched, so that the process grows no larger than it
 * would be (VmLck in /proc counts address space, and is huge). It needs CAP_IPC_LOCK or an unlimited RLIMIT_MEMLOCK: with less, the
 * kernel would refuse the JVM memory later and so end it, wherefore that is not even tried. Closing a runtime does not undo it, since
 * memory may have been locked by others in the process, and munlockall(2) knows no owners.
 *
 * @param realtimePriority 1..99 for SCHED_FIFO with that priority, 0 for none; see sched(7)
 * @param memoryLocked whether what the process touches is kept from being swapped or written back; see mlockall(2)
 */
public record Levers(int realtimePriority, boolean memoryLocked) {
    /** Nothing is asked for. */
    public static final Levers NONE = new Levers(0, false);

    private static final int HIGHEST_PRIORITY = 99;

    /**
     * Checks the priority.
     *
     * @throws IllegalArgumentException if it is not in 0..99
     */
    public Levers {
        if (realtimePriority < 0 || realtimePriority > HIGHEST_PRIORITY) {
            throw new IllegalArgumentException(
                    "real-time priority " + realtimePriority + ": expected 1.." + HIGHEST_PRIORITY + ", or 0 for none");
        }
    }
}
