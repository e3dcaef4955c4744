// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.address;

import dev.understudy.vrrp.Announcements;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.engine.DeadlineHeap;
import dev.understudy.vrrp.engine.Duty;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * When which address is announced: a burst as soon as it is bound, a second burst, and refreshes. A bounded number of frames leaves in
 * each turn, so that no advert waits behind a thousand gratuitous ARPs, and every address gets its first frame before any its second.
 */
final class Announcer {
    /** About a quarter of a millisecond of system calls. */
    private static final int FRAMES_PER_TURN = 64;

    private final ArrayDeque<Burst> due = new ArrayDeque<>();
    private final DeadlineHeap later = new DeadlineHeap(16);
    private final List<Plan> plans = new ArrayList<>();

    /** Sends one frame; does nothing if the address is no longer held. */
    interface Sender {
        void announce(int router, int address, long nowNanos);
    }

    /** What is left of one burst for one address. */
    private static final class Burst {
        private final int router;
        private final int address;
        private int left;

        private Burst(int router, int address, int left) {
            this.router = router;
            this.address = address;
            this.left = left;
        }
    }

    /** What a router's configuration asks for. */
    private static final class Plan {
        private final Announcements announcements;
        private final int addresses;
        private boolean secondBurstDone;

        private Plan(Announcements announcements, int addresses) {
            this.announcements = announcements;
            this.addresses = addresses;
        }
    }

    void add(VirtualRouterConfig config) {
        plans.add(new Plan(config.announcements(), config.allAddresses().size()));
    }

    /** One address was bound, or put back. */
    void onBound(int router, int address) {
        due.add(new Burst(router, address, plans.get(router).announcements.repeat()));
    }

    /** All addresses of a router are held: what comes later begins to count. */
    void onHeld(int router, long nowNanos) {
        plans.get(router).secondBurstDone = false;
        plan(router, nowNanos);
    }

    void onUnheld(int router) {
        later.set(router, Duty.NEVER);
        if (!due.isEmpty()) {
            due.removeIf(b -> b.router == router);
        }
    }

    private void plan(int router, long nowNanos) {
        Plan plan = plans.get(router);
        long second = plan.announcements.secondBurstAfter().toNanos();
        long refresh = plan.announcements.refresh().toNanos();
        long wait = !plan.secondBurstDone && second > 0 ? second : refresh;
        later.set(router, wait > 0 ? nowNanos + wait : Duty.NEVER);
    }

    void perform(Sender sender, long nowNanos) {
        while (!later.isEmpty() && nowNanos - later.firstDeadline() >= 0) {
            int router = later.firstSlot();
            Plan plan = plans.get(router);
            boolean second = !plan.secondBurstDone
                    && !plan.announcements.secondBurstAfter().isZero();
            int frames = second ? plan.announcements.repeat() : plan.announcements.refreshRepeat();
            for (int address = 0; address < plan.addresses; address++) {
                due.add(new Burst(router, address, frames));
            }
            plan.secondBurstDone = true;
            plan(router, nowNanos);
        }
        for (int i = 0; i < FRAMES_PER_TURN && !due.isEmpty(); i++) {
            Burst burst = due.poll();
            sender.announce(burst.router, burst.address, nowNanos);
            if (--burst.left > 0) {
                due.add(burst);
            }
        }
    }

    /** Returns whether frames wait that could leave at once. */
    boolean isBusy() {
        return !due.isEmpty();
    }

    long deadlineNanos() {
        return later.firstDeadline();
    }
}
