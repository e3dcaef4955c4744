// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.address;

/**
 * The lifetime of a bound address in the kernel (K1), so that the kernel itself takes it from a process that is dead or frozen.
 *
 * @param enabled whether addresses are leased; if not they stay until they are removed
 */
public record Lease(boolean enabled) {
    /** Leases on: the default. */
    public static final Lease ON = new Lease(true);

    /** Leases off: an address outlives a killed process, as with any daemon. */
    public static final Lease OFF = new Lease(false);

    /** Renewals are no closer than this (K1). */
    static final long RENEWAL_GAP_NANOS = 500_000_000L;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int SHORTEST_SECONDS = 2;

    /** K1: max(2, ceil(3 * interval)) seconds. One second would flap, because the kernel's sweep is that coarse. */
    static int seconds(long intervalNanos) {
        return (int) Math.max(SHORTEST_SECONDS, (3 * intervalNanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
    }
}
