// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

/**
 * An address on an interface, as the kernel reports it. The one a {@link RtListener} is given is reused for the next
 * notice; one that came from a dump is the caller's to keep.
 */
public final class AddressNotice {
    /** What {@link #protocol()} says of addresses that this library has bound. */
    public static final int OURS = AddressMessage.PROTOCOL;

    private static final int IFA_F_SECONDARY = 0x01;
    private static final int IFA_F_PERMANENT = 0x80;

    int ifIndex;
    int family;
    long high;
    long low;
    int prefixLength;
    int scope;
    int flags;
    int validSeconds;
    int preferredSeconds;
    int protocol;

    AddressNotice() {}

    AddressNotice copy() {
        AddressNotice copy = new AddressNotice();
        copy.ifIndex = ifIndex;
        copy.family = family;
        copy.high = high;
        copy.low = low;
        copy.prefixLength = prefixLength;
        copy.scope = scope;
        copy.flags = flags;
        copy.validSeconds = validSeconds;
        copy.preferredSeconds = preferredSeconds;
        copy.protocol = protocol;
        return copy;
    }

    /** {@return the interface} */
    public int ifIndex() {
        return ifIndex;
    }

    /** {@return {@link AddressSpec#IPV4} or {@link AddressSpec#IPV6}} */
    public int family() {
        return family;
    }

    /** {@return the first 64 bits of an IPv6 address, else 0} */
    public long high() {
        return high;
    }

    /** {@return the last 64 bits of an IPv6 address, or the IPv4 address in the low 32} */
    public long low() {
        return low;
    }

    /** {@return the prefix length of the subnet} */
    public int prefixLength() {
        return prefixLength;
    }

    /** {@return the scope, as in {@link AddressSpec#scope()}} */
    public int scope() {
        return scope;
    }

    /** {@return the IFA_F bits} */
    public int flags() {
        return flags;
    }

    /** {@return seconds until the kernel removes it; {@link RtNetlink#FOREVER} for never} */
    public int validSeconds() {
        return validSeconds;
    }

    /** {@return seconds until it is deprecated; {@link RtNetlink#FOREVER} for never} */
    public int preferredSeconds() {
        return preferredSeconds;
    }

    /**
     * {@return who has bound it, as far as it said so (IFA_PROTO, Linux 5.18 and later): 112 for this library, 0 for
     * unknown}
     */
    public int protocol() {
        return protocol;
    }

    /**
     * {@return whether an earlier address of the same subnet comes before it (K6)} For IPv6 the same bit means
     * temporary.
     */
    public boolean isSecondary() {
        return (flags & IFA_F_SECONDARY) != 0;
    }

    /** {@return whether it has no lease} */
    public boolean isPermanent() {
        return (flags & IFA_F_PERMANENT) != 0;
    }
}
