// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import java.util.Objects;

/**
 * Something an operator should know that is not a change of state: a lapsed lease, a foreign address, a stall, a refused packet.
 * Notices that packets can cause are rate-limited where they arise.
 *
 * @param router the router concerned
 * @param kind what happened
 * @param detail with whom, which address, which errno; never empty
 * @param atNanos when, on the engine's monotonic clock
 */
public record Notice(VirtualRouterId router, Kind kind, String detail, long atNanos) {
    /** Checks that nothing is missing. */
    public Notice {
        Objects.requireNonNull(router, "router");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }

    /** The kinds of notice, each with the rule it comes from. */
    public enum Kind {
        /** All addresses of a new Active are bound and acknowledged by the kernel. */
        ADDRESSES_HELD(false),
        /** All addresses of a former Active are released. */
        ADDRESSES_RELEASED(false),
        /** A router was started and waits in Initialize; the detail names for what: a link, an address, the first result of a check. */
        WAITING(false),
        /** A fault keeps a router in Initialize that was there already (F1); the detail names all its faults. */
        FAULT(true),
        /** An advertisement was refused (R1-R14); the detail names rule and sender. */
        REJECTED(true),
        /** This router has priority 255 and another router advertises (R7). */
        OWNER_CONTESTED(true),
        /** A peer's interval differs from the own one; version 3 obeys it (R12). */
        INTERVAL_DIFFERS(true),
        /** A peer's interval is more than ten times the own one: it is obeyed, and delays a takeover accordingly (P2). */
        INTERVAL_SUSPICIOUS(true),
        /** A peer advertises other addresses (R13). */
        ADDRESSES_DIFFER(true),
        /** A peer has the same priority: the higher address wins (A10). */
        EQUAL_PRIORITY(true),
        /** Advertisements with an own source address arrive from the wire (F8). */
        DUPLICATE_SOURCE(true),
        /** The thread that serves the router was late by more than three intervals (F6), or by more than one as Backup (F5). */
        STALL(true),
        /** The receive queue overflowed: a takeover waits one further interval (F5). */
        RECEIVE_OVERFLOW(true),
        /** An advertisement could not be sent; the detail has the errno (F10). */
        SEND_ERROR(true),
        /** The kernel took an address away because its lease ran out (K3); it is put back. */
        LEASE_LAPSED(true),
        /** Somebody removed an address that this router holds; it is put back (K2). */
        ADDRESS_REMOVED(true),
        /** An address that had gone is bound again (K3, K6). */
        ADDRESS_PUT_BACK(false),
        /** The address was there before and is not ours: it is used, never leased and never removed (K4). */
        FOREIGN_ADDRESS(true),
        /** Binding, renewing or removing an address failed; the detail has the errno. */
        ADDRESS_ERROR(true),
        /** A gratuitous ARP or neighbour advertisement could not be sent; the detail has the errno. */
        ANNOUNCE_ERROR(true),
        /** A tracked check changed its mind. */
        CHECK(false),
        /** A supervised service is being restarted. */
        RESTART(true),
        /** The effective priority changed (F3). */
        PRIORITY(false),
        /** The runtime met a fault of the machine it runs on; the detail says which. */
        RUNTIME(true);

        private final boolean warning;

        Kind(boolean warning) {
            this.warning = warning;
        }

        /** Returns whether the notice deserves a log level above the usual. */
        public boolean isWarning() {
            return warning;
        }
    }
}
