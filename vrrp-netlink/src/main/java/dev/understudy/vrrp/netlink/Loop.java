// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.engine.Duty;
import dev.understudy.vrrp.engine.Turn;
import dev.understudy.vrrp.netlink.linux.Epoll;
import dev.understudy.vrrp.netlink.linux.Errno;
import dev.understudy.vrrp.netlink.linux.TimerFd;
import dev.understudy.vrrp.netlink.linux.WakeupFd;

/**
 * Waits for the next deadline or the next thing to read, and runs a turn. Run by one thread, the runtime's own or the owner's; nothing on
 * the way from waking to waiting again blocks or allocates.
 */
final class Loop {
    static final int TIMER = -1;
    static final int WAKEUP = -2;
    static final int MONITOR = -3;

    private final Epoll epoll;
    private final TimerFd timer;
    private final WakeupFd wakeup;
    private final Devices devices;
    private final LinuxInbox inbox;
    private final Turn turn;
    private final Punctuality punctuality;
    private final Vigil vigil;

    private long armedNanos = Duty.NEVER;
    private long turns;

    Loop(
            Epoll epoll,
            TimerFd timer,
            WakeupFd wakeup,
            Devices devices,
            LinuxInbox inbox,
            Turn turn,
            Punctuality punctuality,
            Vigil vigil) {
        this.epoll = epoll;
        this.timer = timer;
        this.wakeup = wakeup;
        this.devices = devices;
        this.inbox = inbox;
        this.turn = turn;
        this.punctuality = punctuality;
        this.vigil = vigil;
    }

    /**
     * Waits and runs one turn.
     *
     * @param timeoutMillis the longest wait; -1 for no limit
     */
    void runOnce(int timeoutMillis) {
        look(epoll.await(timeoutMillis));
        long now = System.nanoTime();
        long late = turn.latenessNanos(now);
        if (late >= 0) {
            // What came in before the clock was read must be seen before anything fires: a process that was frozen
            // between the wait and the clock would otherwise decide upon an old list of sockets.
            look(epoll.await(0));
        }
        if (turn.deadlineNanos() != Duty.NEVER && late >= 0) {
            punctuality.woke(late);
        }
        turns++;
        long deadline = turn.run(now);
        punctuality.turnIsOver(now, deadline);
        arm(vigil.awakeFor(deadline));
    }

    /** Arms the timer for what was planned outside a turn: the routers' start. */
    void arm() {
        arm(vigil.awakeFor(turn.deadlineNanos()));
    }

    private void look(int ready) {
        if (ready < 0) {
            throw new IllegalStateException("epoll_wait: " + Errno.describe(-ready));
        }
        for (int i = 0; i < ready; i++) {
            int token = epoll.token(i);
            switch (token) {
                case TIMER -> {
                    timer.drain();
                    armedNanos = Duty.NEVER;
                }
                case WAKEUP -> wakeup.drain();
                case MONITOR -> inbox.monitorIsReadable();
                default -> devices.get(token).readable = true;
            }
        }
    }

    private void arm(long deadlineNanos) {
        if (deadlineNanos == armedNanos) {
            return;
        }
        armedNanos = deadlineNanos;
        int errno = deadlineNanos == Duty.NEVER ? timer.disarm() : timer.arm(deadlineNanos);
        if (errno != 0) {
            throw new IllegalStateException("timerfd_settime: " + Errno.describe(errno));
        }
    }

    LoopStats stats() {
        return punctuality.stats(turns, inbox.packets(), inbox.drops());
    }
}
