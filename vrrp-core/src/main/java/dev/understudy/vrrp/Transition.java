// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import java.util.Objects;

/**
 * One change of state of one virtual router.
 *
 * @param router which router
 * @param name the router's name in its configuration
 * @param from the state before
 * @param to the state after
 * @param cause why
 * @param detail what stood behind the cause (a peer, a check, an errno), empty where the cause says it all
 * @param priority the effective priority at that moment, 1..255
 * @param atNanos when, on the engine's monotonic clock
 */
public record Transition(
        VirtualRouterId router,
        String name,
        RouterState from,
        RouterState to,
        Cause cause,
        String detail,
        int priority,
        long atNanos) {
    /** Checks that nothing is missing. */
    public Transition {
        Objects.requireNonNull(router, "router");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(detail, "detail");
    }

    /** Returns the cause with its detail, in plain words. */
    public String reason() {
        return detail.isEmpty() ? cause.description() : cause.description() + " (" + detail + ')';
    }
}
