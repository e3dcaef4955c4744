// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

/**
 * What must hold on a {@link VirtualLan} after every event, whatever faults there are:
 *
 * <ul>
 *   <li>within each part of the network whose hosts all hear each other, once nothing was done to it for two down intervals: at most one
 *       Active for longer than one exchange takes, exactly one if any router is fit, and none of them is of lower priority than a fit
 *       router that preempts (B7, B10, A10);
 *   <li>nobody takes the place of an Active whose advertisements arrive, read or unread, and nobody does so at once after its receive
 *       queue has overflowed (F5); and nobody preempts who is not to (P5);
 *   <li>a router's addresses are in its host's kernel exactly if it is Active and the kernel has acknowledged them; what was there before
 *       stays (K4, K5), and what is there by our doing is in the ledger;
 *   <li>no more than one advertisement in an interval, besides the answers of A9, A11 and F3: no burst after a pause (F6); none from a
 *       router that is not Active;
 *   <li>no address with a host whose process is dead or frozen for longer than the lease and two seconds (K1), and none with one that has
 *       ended on request.
 * </ul>
 *
 * A breach ends the run with an {@link InvariantViolation}.
 */
public final class Invariants {
    private Invariants() {}

    /** Watches a network from now on. */
    public static void watch(VirtualLan lan) {
        lan.watch(new OneActive(lan));
        lan.watch(new NoFalseTakeover(lan));
        lan.watch(new HeldWhenActive(lan));
        lan.watch(new NoBurst(lan));
        lan.watch(new DeadHoldNothing(lan));
    }
}
