// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.Transition;

/** Writes the events. Loaded only when there is a recording. */
final class FlightEvents {
    private FlightEvents() {}

    /** Makes the recorder know every event; none is written. */
    static void load() {
        new TransitionEvent().shouldCommit();
        new StallEvent().shouldCommit();
        new LateAdvertEvent().shouldCommit();
    }

    static void transition(Transition transition, long atMillis) {
        TransitionEvent event = new TransitionEvent();
        event.router = transition.router().toString();
        event.name = transition.name();
        event.from = transition.from().name();
        event.to = transition.to().name();
        event.cause = transition.cause().name();
        event.detail = transition.detail();
        event.priority = transition.priority();
        event.at = atMillis;
        event.commit();
    }

    static void stall(long dueMillis, long lateNanos) {
        StallEvent event = new StallEvent();
        event.due = dueMillis;
        event.lateness = lateNanos;
        event.commit();
    }

    static void lateAdvert(String router, int adverts, long dueMillis, long lateNanos) {
        LateAdvertEvent event = new LateAdvertEvent();
        event.router = router;
        event.adverts = adverts;
        event.due = dueMillis;
        event.lateness = lateNanos;
        event.commit();
    }
}
