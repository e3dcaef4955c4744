// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.ByteBuffer;

/**
 * Reads notices and dumps of links and addresses. Tolerates what it does not know; a message whose lengths are not
 * consistent ends the datagram. Address notices are read without allocation.
 */
final class RtDecoder {
    private static final int MAX_BYTE = 0xFF;
    private static final int MAX_SHORT = 0xFFFF;
    private static final int MAC_BYTES = 6;

    private final ByteBuffer in;
    private final AddressNotice notice = new AddressNotice();

    RtDecoder(ByteBuffer in) {
        this.in = in;
    }

    /** Reports every notice of a datagram; returns how many messages it held. */
    int decode(int receivedBytes, RtListener listener) {
        int at = 0;
        int messages = 0;
        while (receivedBytes - at >= Netlink.HEADER_BYTES) {
            int length = in.getInt(at);
            if (length < Netlink.HEADER_BYTES || length > receivedBytes - at) {
                return messages;
            }
            decodeMessage(at, length, listener);
            at += Netlink.aligned(length);
            messages++;
        }
        return messages;
    }

    private void decodeMessage(int at, int length, RtListener listener) {
        int body = at + Netlink.HEADER_BYTES;
        int end = at + length;
        switch (in.getShort(at + 4)) {
            case Netlink.RTM_NEWLINK -> {
                if (isLink(body, end)) {
                    listener.linkChanged(readLink(body, end));
                }
            }
            case Netlink.RTM_DELLINK -> {
                if (isLink(body, end)) {
                    Link link = readLink(body, end);
                    listener.linkRemoved(link.index(), link.name());
                }
            }
            case Netlink.RTM_NEWADDR -> {
                if (readAddress(body, end, notice)) {
                    listener.addressAdded(notice);
                }
            }
            case Netlink.RTM_DELADDR -> {
                if (readAddress(body, end, notice)) {
                    listener.addressRemoved(notice);
                }
            }
            case Netlink.NLMSG_OVERRUN -> listener.overflow();
            default -> {}
        }
    }

    /**
     * A bridge tells of its ports in link messages of its own family: a port that leaves is not a link that is gone.
     */
    private boolean isLink(int body, int end) {
        return end - body >= Netlink.IFINFOMSG_BYTES && in.get(body) == Netlink.AF_UNSPEC;
    }

    /** {@code struct ifinfomsg} and its attributes. */
    private Link readLink(int body, int end) {
        int index = in.getInt(body + 4);
        int flags = in.getInt(body + 8);
        String name = "";
        int operState = 0;
        long mac = 0;
        int mtu = 0;
        int at = body + Netlink.IFINFOMSG_BYTES;
        for (int bytes = attributeBytes(at, end); bytes > 0; bytes = attributeBytes(at, end)) {
            int value = at + Netlink.ATTRIBUTE_HEADER_BYTES;
            int valueBytes = bytes - Netlink.ATTRIBUTE_HEADER_BYTES;
            switch (attributeType(at)) {
                case Netlink.IFLA_IFNAME -> name = AckReader.textAt(in, value, valueBytes);
                case Netlink.IFLA_OPERSTATE -> operState = valueBytes >= 1 ? in.get(value) : 0;
                case Netlink.IFLA_ADDRESS -> mac = valueBytes == MAC_BYTES ? readMac(value) : 0;
                case Netlink.IFLA_MTU -> mtu = valueBytes >= 4 ? in.getInt(value) : 0;
                default -> {}
            }
            at += Netlink.aligned(bytes);
        }
        return new Link(index, name, flags, operState, mac, mtu);
    }

    /** {@code struct ifaddrmsg} and its attributes; false when it is not an IPv4 or IPv6 address. */
    boolean readAddress(int body, int end, AddressNotice into) {
        if (end - body < Netlink.IFADDRMSG_BYTES
                || (in.get(body) != AddressSpec.IPV4 && in.get(body) != AddressSpec.IPV6)) {
            return false;
        }
        into.family = in.get(body);
        into.prefixLength = in.get(body + 1) & MAX_BYTE;
        into.flags = in.get(body + 2) & MAX_BYTE;
        into.scope = in.get(body + 3) & MAX_BYTE;
        into.ifIndex = in.getInt(body + 4);
        into.validSeconds = RtNetlink.FOREVER;
        into.preferredSeconds = RtNetlink.FOREVER;
        into.protocol = 0;
        return readAddressAttributes(body + Netlink.IFADDRMSG_BYTES, end, into);
    }

    private boolean readAddressAttributes(int from, int end, AddressNotice into) {
        int addressBytes = into.family == AddressSpec.IPV4 ? 4 : 16;
        boolean local = false;
        boolean found = false;
        int at = from;
        for (int bytes = attributeBytes(at, end); bytes > 0; bytes = attributeBytes(at, end)) {
            int value = at + Netlink.ATTRIBUTE_HEADER_BYTES;
            int valueBytes = bytes - Netlink.ATTRIBUTE_HEADER_BYTES;
            int type = attributeType(at);
            // IFA_ADDRESS is the far end where there is one; then IFA_LOCAL is the host's own address.
            if (valueBytes == addressBytes && (type == Netlink.IFA_LOCAL || (type == Netlink.IFA_ADDRESS && !local))) {
                readAddressValue(value, into);
                local |= type == Netlink.IFA_LOCAL;
                found = true;
            } else if (type == Netlink.IFA_FLAGS && valueBytes >= 4) {
                into.flags = in.getInt(value);
            } else if (type == Netlink.IFA_CACHEINFO && valueBytes >= 8) {
                into.preferredSeconds = in.getInt(value);
                into.validSeconds = in.getInt(value + 4);
            } else if (type == Netlink.IFA_PROTO && valueBytes >= 1) {
                into.protocol = in.get(value) & MAX_BYTE;
            }
            at += Netlink.aligned(bytes);
        }
        return found;
    }

    private void readAddressValue(int at, AddressNotice into) {
        if (into.family == AddressSpec.IPV4) {
            into.high = 0;
            into.low = Integer.toUnsignedLong(NetworkOrder.swap(in.getInt(at)));
        } else {
            into.high = NetworkOrder.swap(in.getLong(at));
            into.low = NetworkOrder.swap(in.getLong(at + 8));
        }
    }

    private long readMac(int at) {
        long high = NetworkOrder.swap(in.getShort(at)) & (long) MAX_SHORT;
        return high << 32 | Integer.toUnsignedLong(NetworkOrder.swap(in.getInt(at + 2)));
    }

    /** The length of the attribute that starts here, its header included; 0 when none does. */
    private int attributeBytes(int at, int end) {
        if (end - at < Netlink.ATTRIBUTE_HEADER_BYTES) {
            return 0;
        }
        int bytes = in.getShort(at) & MAX_SHORT;
        return bytes < Netlink.ATTRIBUTE_HEADER_BYTES || bytes > end - at ? 0 : bytes;
    }

    private int attributeType(int at) {
        return in.getShort(at + 2) & Netlink.ATTRIBUTE_TYPE_MASK;
    }
}
