// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Walks the acknowledgements in a received datagram, one per {@link #next}. Allocates for a refusal's text alone. */
final class AckReader {
    private static final int ERROR_BYTES = 4;

    private final ByteBuffer in;
    private int end;
    private int next;
    private int at;
    private int length;

    AckReader(ByteBuffer in) {
        this.in = in;
    }

    void reset(int receivedBytes) {
        next = 0;
        end = receivedBytes;
    }

    /** Moves to the next acknowledgement, past anything else; false at the end. */
    boolean next() {
        while (end - next >= Netlink.HEADER_BYTES) {
            at = next;
            length = in.getInt(at);
            if (length < Netlink.HEADER_BYTES || length > end - at) {
                return false;
            }
            next = at + Netlink.aligned(length);
            if (type() == Netlink.NLMSG_ERROR && length >= Netlink.HEADER_BYTES + ERROR_BYTES) {
                return true;
            }
        }
        return false;
    }

    /** Of the request it answers. */
    int sequence() {
        return in.getInt(at + 8);
    }

    /** 0 or a positive errno. */
    int errno() {
        return -in.getInt(at + Netlink.HEADER_BYTES);
    }

    /** What the kernel has to say beyond the errno (NETLINK_EXT_ACK), or empty. */
    String text() {
        int flags = in.getShort(at + 6);
        boolean attributes = (flags & Netlink.NLM_F_ACK_TLVS) != 0;
        if (!attributes || length < 2 * Netlink.HEADER_BYTES + ERROR_BYTES) {
            return "";
        }
        int request = at + Netlink.HEADER_BYTES + ERROR_BYTES;
        boolean capped = (flags & Netlink.NLM_F_CAPPED) != 0;
        int attribute = request + (capped ? Netlink.HEADER_BYTES : Netlink.aligned(in.getInt(request)));
        while (attribute >= request && at + length - attribute >= Netlink.ATTRIBUTE_HEADER_BYTES) {
            int bytes = in.getShort(attribute) & 0xFFFF;
            if (bytes < Netlink.ATTRIBUTE_HEADER_BYTES || bytes > at + length - attribute) {
                return "";
            }
            if ((in.getShort(attribute + 2) & Netlink.ATTRIBUTE_TYPE_MASK) == Netlink.NLMSGERR_ATTR_MSG) {
                return textAt(in, attribute + Netlink.ATTRIBUTE_HEADER_BYTES, bytes - Netlink.ATTRIBUTE_HEADER_BYTES);
            }
            attribute += Netlink.aligned(bytes);
        }
        return "";
    }

    private int type() {
        return in.getShort(at + 4) & 0xFFFF;
    }

    /** Text that ends at a zero byte or with its attribute. */
    static String textAt(ByteBuffer in, int at, int maxBytes) {
        byte[] text = new byte[maxBytes];
        in.get(at, text);
        int bytes = 0;
        while (bytes < maxBytes && text[bytes] != 0) {
            bytes++;
        }
        return new String(text, 0, bytes, StandardCharsets.UTF_8);
    }
}
