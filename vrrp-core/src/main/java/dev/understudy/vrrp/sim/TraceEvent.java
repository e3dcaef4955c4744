// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import java.util.Locale;
import java.util.Objects;

/**
 * One line of a {@link Trace}.
 *
 * @param atNanos when, in virtual time since the beginning
 * @param host where, empty for what concerns the whole network
 * @param kind what sort of thing
 * @param text what happened, in words
 */
public record TraceEvent(long atNanos, String host, Kind kind, String text) {
    /** Checks that nothing is missing. */
    public TraceEvent {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }

    /** The sorts of events. */
    public enum Kind {
        /** What the scenario did: started, paused, cut, healed. */
        SCENARIO,
        /** A router changed its state. */
        TRANSITION,
        /** A router said something an operator should know. */
        NOTICE,
        /** The kernel bound or lost an address. */
        ADDRESS,
        /** A supervised service stopped, was restarted, came back. */
        SERVICE,
        /** An advertisement left a host. */
        ADVERTISEMENT,
        /** A gratuitous ARP or neighbour advertisement left a host. */
        ANNOUNCEMENT,
        /** The lease on an address was renewed. */
        RENEWAL
    }

    /** Returns the line as a scenario log has it: seconds, host, text. */
    @Override
    public String toString() {
        long micros = atNanos / 1_000;
        return String.format(Locale.ROOT, "%5d.%03d  %-8s %s", micros / 1_000_000, micros / 1_000 % 1_000, host, text);
    }
}
