// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

/**
 * Hears what virtual routers do. The runtime calls it on a thread of its own, one call at a time, in the order in which things
 * happened; a listener that is slow loses intermediate transitions and never the last state. The simulator calls it on its own thread.
 */
@FunctionalInterface
public interface VrrpListener {
    /** A router changed its state. */
    void onTransition(Transition transition);

    /** Something happened that is worth a line in the log. Does nothing unless overridden. */
    default void onNotice(Notice notice) {}
}
