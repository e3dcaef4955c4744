// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

/** RTM_NEWADDR and RTM_DELADDR requests (rtnetlink(7)). Does not allocate. */
final class AddressMessage {
    /** The longest: IPv6 with every attribute, rounded up. */
    static final int MAX_BYTES = 192;

    /** IFA_PROTO of what this library binds: VRRP's protocol number, so {@code ip addr} tells whose it is. */
    static final int PROTOCOL = 112;

    private static final int CACHEINFO_BYTES = 16;
    private static final int MAX_BYTE = 0xFF;

    private AddressMessage() {}

    static void add(NetlinkWriter out, int sequence, int flags, AddressSpec a, int validSeconds, int preferredSeconds) {
        out.begin(Netlink.RTM_NEWADDR, Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK | flags, sequence);
        header(out, a);
        addresses(out, a);
        if (a.broadcast() != 0) {
            out.addressAttribute(Netlink.IFA_BROADCAST, 4, 0, a.broadcast());
        }
        if (!a.label().isEmpty()) {
            out.textAttribute(Netlink.IFA_LABEL, a.label());
        }
        out.intAttribute(Netlink.IFA_FLAGS, a.flags());
        out.attributeHeader(Netlink.IFA_CACHEINFO, CACHEINFO_BYTES);
        out.putInt(preferredSeconds);
        out.putInt(validSeconds);
        out.putInt(0); // created and updated: the kernel's to say
        out.putInt(0);
        out.byteAttribute(Netlink.IFA_PROTO, PROTOCOL);
        out.end();
    }

    static void delete(NetlinkWriter out, int sequence, AddressSpec a) {
        out.begin(Netlink.RTM_DELADDR, Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK, sequence);
        header(out, a);
        addresses(out, a);
        out.end();
    }

    /** {@code struct ifaddrmsg}. */
    private static void header(NetlinkWriter out, AddressSpec a) {
        out.putByte(a.family());
        out.putByte(a.prefixLength());
        out.putByte(a.flags() & MAX_BYTE);
        out.putByte(a.scope());
        out.putInt(a.ifIndex());
    }

    private static void addresses(NetlinkWriter out, AddressSpec a) {
        out.addressAttribute(Netlink.IFA_LOCAL, a.addressBytes(), a.high(), a.low());
        out.addressAttribute(Netlink.IFA_ADDRESS, a.addressBytes(), a.peerHigh(), a.peerLow());
    }
}
