// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

/** Numbers of {@code linux/netlink.h} and {@code linux/rtnetlink.h}, as far as this package speaks them. */
final class Netlink {
    static final int AF_UNSPEC = 0;

    static final int HEADER_BYTES = 16;
    static final int IFADDRMSG_BYTES = 8;
    static final int IFINFOMSG_BYTES = 16;
    static final int ATTRIBUTE_HEADER_BYTES = 4;

    static final int NLMSG_NOOP = 1;
    static final int NLMSG_ERROR = 2;
    static final int NLMSG_DONE = 3;
    static final int NLMSG_OVERRUN = 4;
    static final int RTM_NEWLINK = 16;
    static final int RTM_DELLINK = 17;
    static final int RTM_GETLINK = 18;
    static final int RTM_NEWADDR = 20;
    static final int RTM_DELADDR = 21;
    static final int RTM_GETADDR = 22;

    static final int NLM_F_REQUEST = 0x1;
    static final int NLM_F_ACK = 0x4;
    static final int NLM_F_DUMP_INTR = 0x10;
    /** NLM_F_CAPPED: an acknowledgement holds the header of its request, not all of it. */
    static final int NLM_F_CAPPED = 0x100;
    /** NLM_F_ACK_TLVS: an acknowledgement goes on with attributes. */
    static final int NLM_F_ACK_TLVS = 0x200;

    static final int NLM_F_DUMP = 0x300;
    static final int NLM_F_REPLACE = 0x100;
    static final int NLM_F_EXCL = 0x200;
    static final int NLM_F_CREATE = 0x400;

    /** Attribute types carry two flags in their highest bits. */
    static final int ATTRIBUTE_TYPE_MASK = 0x3FFF;

    static final int NLMSGERR_ATTR_MSG = 1;

    static final int IFA_ADDRESS = 1;
    static final int IFA_LOCAL = 2;
    static final int IFA_LABEL = 3;
    static final int IFA_BROADCAST = 4;
    static final int IFA_CACHEINFO = 6;
    static final int IFA_FLAGS = 8;
    static final int IFA_PROTO = 11;

    static final int IFLA_ADDRESS = 1;
    static final int IFLA_IFNAME = 3;
    static final int IFLA_MTU = 4;
    static final int IFLA_OPERSTATE = 16;
    static final int IFLA_EXT_MASK = 29;
    static final int RTEXT_FILTER_SKIP_STATS = 8;

    static final int RTMGRP_LINK = 0x1;
    static final int RTMGRP_IPV4_IFADDR = 0x10;
    static final int RTMGRP_IPV6_IFADDR = 0x100;

    private Netlink() {}

    /** Messages and attributes start at multiples of four. */
    static int aligned(int bytes) {
        return (bytes + 3) & -4;
    }
}
