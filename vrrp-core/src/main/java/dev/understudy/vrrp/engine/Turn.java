// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import java.util.List;

/**
 * One round of the loop, in the order that makes it correct: drain every socket, then the mailbox, then health, then fire the protocol's
 * deadlines, then addresses. Deadlines first would turn every pause of the process into a false takeover, because the adverts that came
 * in meanwhile would be read after the timer they should have re-armed. The runtime's loop and the simulator run this same class.
 */
public final class Turn {
    /** Packets read in one turn, so that a flood cannot keep an Active from its adverts. */
    private static final int DRAIN_LIMIT = 512;

    /** After a stall everything that waited is read before anything is decided; no receive buffer holds more. */
    private static final int STALL_DRAIN_LIMIT = 1 << 18;

    private static final long STALL_NANOS = 100_000_000L;

    private final Inbox inbox;
    private final Mailbox mailbox;
    private final VrrpEngine engine;
    private final List<Duty> before;
    private final List<Duty> after;

    /**
     * Puts a turn together.
     *
     * @param inbox what can be read
     * @param mailbox requests of other threads
     * @param engine the routers
     * @param before duties that may change what routers do: health
     * @param after duties that follow from what routers did: addresses
     */
    public Turn(Inbox inbox, Mailbox mailbox, VrrpEngine engine, List<Duty> before, List<Duty> after) {
        this.inbox = inbox;
        this.mailbox = mailbox;
        this.engine = engine;
        this.before = List.copyOf(before);
        this.after = List.copyOf(after);
    }

    /**
     * Runs one turn. Early, late or superfluous calls do no harm.
     *
     * @return when the next turn is due, {@link Duty#NEVER} if nothing is planned; in the past if there is more to read or do at once
     */
    public long run(long nowNanos) {
        boolean stalled = latenessNanos(nowNanos) > STALL_NANOS;
        boolean drained = inbox.drain(stalled ? STALL_DRAIN_LIMIT : DRAIN_LIMIT, nowNanos);
        mailbox.carryOut(nowNanos);
        perform(before, nowNanos);
        engine.fire(nowNanos, drained);
        perform(after, nowNanos);
        return drained ? deadlineNanos() : nowNanos;
    }

    /** Returns how late a turn at this moment is, in nanoseconds; 0 or less if nothing is overdue. */
    public long latenessNanos(long nowNanos) {
        long due = deadlineNanos();
        return due == Duty.NEVER ? 0 : nowNanos - due;
    }

    /** Returns when the next turn is due, or {@link Duty#NEVER}. */
    public long deadlineNanos() {
        return earliest(before, earliest(after, engine.deadlineNanos()));
    }

    private static void perform(List<Duty> duties, long nowNanos) {
        for (int i = 0; i < duties.size(); i++) {
            duties.get(i).perform(nowNanos);
        }
    }

    private static long earliest(List<Duty> duties, long deadline) {
        long earliest = deadline;
        for (int i = 0; i < duties.size(); i++) {
            long other = duties.get(i).deadlineNanos();
            if (other != Duty.NEVER && (earliest == Duty.NEVER || other - earliest < 0)) {
                earliest = other;
            }
        }
        return earliest;
    }
}
