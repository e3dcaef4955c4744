// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.Transition;

/** Looks on, and touches nothing. */
interface Witness {
    /** A host has sent an advertisement. */
    default void onSent(VirtualHost host, Packet packet) {}

    /** An advertisement has reached a host's process: it waits to be read, or did not fit into the queue. */
    default void onArrived(VirtualHost host, Packet packet, boolean queued) {}

    /** A host's process has learned that its queue refused something. */
    default void onLossTold(VirtualHost host) {}

    /** A host's process has read an advertisement. */
    default void onRead(VirtualHost host, Packet packet) {}

    default void onTransition(VirtualHost host, Transition transition) {}

    default void onNotice(VirtualHost host, Notice notice) {}

    /** One event is over, all that followed from it in the same moment included. */
    default void afterEvent() {}
}
