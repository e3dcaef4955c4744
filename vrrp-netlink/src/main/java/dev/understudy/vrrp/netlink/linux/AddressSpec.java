// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.util.Objects;

/**
 * An address as it shall stand on an interface; made once, then used for every bind, renewal and release of it.
 *
 * @param family {@link #IPV4} or {@link #IPV6}
 * @param ifIndex the interface
 * @param high the first 64 bits of an IPv6 address, else 0
 * @param low the last 64 bits, or the IPv4 address in the low 32
 * @param prefixLength of the subnet
 * @param peerHigh as {@code high}, for the other end of a point-to-point address; else equal to {@code high}
 * @param peerLow as {@code low}, likewise
 * @param broadcast IPv4 broadcast address, 0 for none
 * @param scope {@link #SCOPE_GLOBAL}, {@link #SCOPE_LINK} ...
 * @param flags {@link #NO_PREFIX_ROUTE} and other IFA_F bits
 * @param label IPv4 label ({@code eth0:1}), empty for the interface's name
 */
public record AddressSpec(
        int family,
        int ifIndex,
        long high,
        long low,
        int prefixLength,
        long peerHigh,
        long peerLow,
        long broadcast,
        int scope,
        int flags,
        String label) {
    /** AF_INET. */
    public static final int IPV4 = 2;
    /** AF_INET6. */
    public static final int IPV6 = 10;

    /** Valid everywhere. */
    public static final int SCOPE_GLOBAL = 0;
    /** Valid on this link. */
    public static final int SCOPE_LINK = 253;
    /** Valid on this host. */
    public static final int SCOPE_HOST = 254;

    /** IFA_F_NODAD: do not probe for duplicates (IPv6). */
    public static final int NO_DAD = 0x02;
    /** IFA_F_NOPREFIXROUTE: make no route to the subnet. */
    public static final int NO_PREFIX_ROUTE = 0x200;

    /** IFNAMSIZ, which a label has to fit with its zero byte. */
    private static final int MAX_LABEL = 15;

    /**
     * Refuses what the kernel would refuse, or worse, misunderstand.
     *
     * @param family as above
     * @param ifIndex as above
     * @param high as above
     * @param low as above
     * @param prefixLength as above
     * @param peerHigh as above
     * @param peerLow as above
     * @param broadcast as above
     * @param scope as above
     * @param flags as above
     * @param label as above
     */
    public AddressSpec {
        Objects.requireNonNull(label, "label");
        if (family != IPV4 && family != IPV6) {
            throw new IllegalArgumentException("family must be IPV4 (2) or IPV6 (10), was " + family);
        }
        if (prefixLength < 0 || prefixLength > (family == IPV4 ? 32 : 128)) {
            throw new IllegalArgumentException("prefix length out of range: " + prefixLength);
        }
        if (label.length() > MAX_LABEL || !label.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("label must be at most 15 printable ASCII characters: " + label);
        }
    }

    /**
     * A plain IPv4 address of global scope: no peer, no broadcast address, no label.
     *
     * @param ifIndex the interface
     * @param address the address in the low 32 bits
     * @param prefixLength of the subnet
     * @return the specification
     */
    public static AddressSpec ipv4(int ifIndex, long address, int prefixLength) {
        return new AddressSpec(IPV4, ifIndex, 0, address, prefixLength, 0, address, 0, SCOPE_GLOBAL, 0, "");
    }

    int addressBytes() {
        return family == IPV4 ? 4 : 16;
    }
}
