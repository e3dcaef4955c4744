// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.netlink.linux.KernelException;
import dev.understudy.vrrp.netlink.linux.MemoryLock;
import dev.understudy.vrrp.netlink.linux.Realtime;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pulls the levers of a runtime, each at its time; a refusal is logged, kept, and stops nothing. */
final class LeverHands {
    private static final Logger LOG = LoggerFactory.getLogger(LeverHands.class);

    static final String PRIORITY_REMEDY = "give the process CAP_SYS_NICE or an RLIMIT_RTPRIO as high (systemd: "
            + "AmbientCapabilities=CAP_SYS_NICE or LimitRTPRIO=); a container, or a control group (version 1) without "
            + "real-time budget (cpu.rt_runtime_us), refuses in spite of both";
    static final String MEMORY_REMEDY = "give the process CAP_IPC_LOCK or an unlimited RLIMIT_MEMLOCK (systemd: "
            + "AmbientCapabilities=CAP_IPC_LOCK or LimitMEMLOCK=infinity); locking what is touched needs Linux 4.4";

    private final Levers levers;
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private Realtime raised;

    LeverHands(Levers levers) {
        this.levers = levers;
    }

    /** For the whole process; on any thread. */
    void lockMemory() {
        if (!levers.memoryLocked()) {
            return;
        }
        try {
            MemoryLock.lock();
            LOG.info("The process's memory is locked as it is touched (mlockall)");
        } catch (IOException e) {
            refused("The process's memory is not locked: " + e.getMessage() + "; " + MEMORY_REMEDY);
        }
    }

    /** For the calling thread, which has to be the loop's. */
    void raise() {
        if (levers.realtimePriority() == 0) {
            return;
        }
        try {
            raised = Realtime.raise(levers.realtimePriority());
            LOG.info("The loop's thread runs with SCHED_FIFO, priority {}", levers.realtimePriority());
        } catch (KernelException e) {
            refused("The loop's thread stays without real-time priority " + levers.realtimePriority() + ": "
                    + e.getMessage() + "; " + PRIORITY_REMEDY);
        }
    }

    /** Takes {@link #raise} back, on the same thread: it may be the owner's, or go back to a pool. */
    void putBack() {
        if (raised == null) {
            return;
        }
        try {
            raised.putBack();
        } catch (KernelException e) {
            LOG.warn("The loop's thread keeps its real-time priority: {}", e.getMessage());
        }
        raised = null;
    }

    private void refused(String what) {
        refusals.add(what);
        LOG.warn("{}", what);
    }

    List<String> refusals() {
        return List.copyOf(refusals);
    }
}
