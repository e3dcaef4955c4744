// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.List;

/** How the kernel schedules the loop's thread of the Active. */
enum SchedulingClass {
    /** As it is without levers. */
    OTHER,
    /** SCHED_FIFO: the levers are on. */
    FIFO;

    /** Above the Backup, which has all its threads in SCHED_FIFO so that it does not lie. */
    static final int PRIORITY = 60;

    static final int BACKUP_PRIORITY = 50;

    /** What the runner, or {@link NeighbourMain}, is told. */
    List<String> options() {
        return this == FIFO ? List.of("--realtime=" + PRIORITY, "--lock-memory") : List.of();
    }

    /** Fails unless the loop of a program that runs has this class: a refused lever measures nothing. */
    void verify(RunningRouter router) {
        boolean fifo = Threads.policy(router, Threads.LOOP).contains("SCHED_FIFO");
        if (fifo != (this == FIFO)) {
            throw new IllegalStateException("the loop is not in " + this + "; it wrote: " + router.output());
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
