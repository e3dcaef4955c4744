// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpVersion;

/** What a Backup knows of the Active it listens to, and when it is to claim its place: P2-P5, P9, B8-B10, F2, F3, F5. */
final class ActiveWatch {
    private final VrrpVersion version;
    private final long ownIntervalNanos;
    private final boolean preempts;
    private final long preemptDelayNanos;

    /** P2: the interval of the Active that is followed. */
    private long activeIntervalNanos;
    /** The deadline without its skew, so that a new priority moves the deadline by the skew alone (F3). */
    private long silenceEndsNanos;
    /** Why this router will claim when its timer fires. */
    private Cause claimCause = Cause.ACTIVE_DOWN;
    /** P9: when a lower-priority Active may be replaced; NEVER while none is heard. */
    private long preemptAtNanos = Duty.NEVER;
    /** F5: packets may have been lost since the Active was last heard. */
    private boolean doubtful;
    /** F5: the further interval was given once already. */
    private boolean graceGiven;

    ActiveWatch(VirtualRouterConfig config) {
        version = config.version();
        ownIntervalNanos = config.advertisementInterval().toNanos();
        preempts = config.preempt();
        preemptDelayNanos = config.preemptDelay().toNanos();
        activeIntervalNanos = ownIntervalNanos;
    }

    /** I2, F2: nobody was heard yet. */
    void begin(long nowNanos) {
        activeIntervalNanos = ownIntervalNanos;
        silenceEndsNanos = nowNanos + Timing.silenceNanos(ownIntervalNanos);
        claimCause = Cause.ACTIVE_DOWN;
        preemptAtNanos = Duty.NEVER;
        heard();
    }

    /** B9, and A10's half of it: learn the interval, begin the Active_Down_Interval at the moment the advert came in. */
    void follow(long intervalNanos, Relation relation, long receivedNanos) {
        activeIntervalNanos = intervalNanos;
        silenceEndsNanos = receivedNanos + Timing.silenceNanos(intervalNanos);
        claimCause = Cause.ACTIVE_DOWN;
        if (relation != Relation.LOWER) {
            preemptAtNanos = Duty.NEVER;
        }
        heard();
    }

    /** B8: the Active has resigned. */
    void awaitSkew(long receivedNanos) {
        silenceEndsNanos = receivedNanos;
        claimCause = Cause.ACTIVE_RESIGNED;
        heard();
    }

    /** B10: the Active is let run out of time. */
    void outwait() {
        claimCause = Cause.PREEMPTION;
    }

    private void heard() {
        doubtful = false;
        graceGiven = false;
    }

    /** P5, P9: whether the sender of an advert may be replaced now; the delay begins with the first one of lower priority. */
    boolean mayPreempt(Relation relation, long receivedNanos) {
        if (!preempts || relation != Relation.LOWER) {
            return false;
        }
        if (preemptDelayNanos == 0) {
            return true;
        }
        if (preemptAtNanos == Duty.NEVER) {
            preemptAtNanos = receivedNanos + preemptDelayNanos;
        }
        return receivedNanos - preemptAtNanos >= 0;
    }

    /** F5: packets may have been lost. */
    void doubt() {
        doubtful = true;
    }

    boolean isDoubtful() {
        return doubtful;
    }

    /**
     * F5: who woke late, or lost packets, cannot know that the Active was silent. Returns whether it gets one further interval; it does
     * once, or a flood could keep a Backup from ever taking over.
     */
    boolean givesGrace(long lateNanos, long nowNanos) {
        if (graceGiven || !doubtful && lateNanos <= activeIntervalNanos) {
            return false;
        }
        graceGiven = true;
        // The skew follows as always: without it a Backup that woke just after an advert would have no margin for the
        // next one,
        // and Backups that were frozen together would claim together.
        silenceEndsNanos = nowNanos + activeIntervalNanos;
        return true;
    }

    /** P4: when a router of this priority is to claim. */
    long deadlineNanos(int priority) {
        return silenceEndsNanos + skewNanos(priority);
    }

    private long skewNanos(int priority) {
        return Timing.skewNanos(version, priority, activeIntervalNanos);
    }

    Cause claimCause() {
        return claimCause;
    }
}
