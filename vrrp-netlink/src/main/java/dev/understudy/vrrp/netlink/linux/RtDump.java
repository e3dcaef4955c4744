// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the kernel for all links or all addresses of this network namespace; at the start, and after notices were lost
 * (K8). Each dump uses a socket of its own, so it cannot be confused by anything that was asked before.
 */
public final class RtDump {
    /** The kernel marks a dump during which something has changed; such a one is taken again. */
    private static final int MAX_ATTEMPTS = 10;

    private RtDump() {}

    /**
     * All links.
     *
     * @return every link of this network namespace
     * @throws KernelException when the kernel refuses, or never got through a dump undisturbed (EINTR)
     */
    public static List<Link> links() throws KernelException {
        return List.copyOf(dump("dump of links", Netlink.RTM_GETLINK).links);
    }

    /**
     * All addresses, IPv4 and IPv6.
     *
     * @return those of an interface in the kernel's order, primary ones before their secondaries
     * @throws KernelException when the kernel refuses, or never got through a dump undisturbed (EINTR)
     */
    public static List<AddressNotice> addresses() throws KernelException {
        return List.copyOf(dump("dump of addresses", Netlink.RTM_GETADDR).addresses);
    }

    private static Collector dump(String what, int type) throws KernelException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Collector collector = new Collector();
            try (NetlinkSocket socket = NetlinkSocket.open(0, 0)) {
                request(what, socket, type);
                if (collect(what, socket, collector)) {
                    return collector;
                }
            }
        }
        throw new KernelException(what + ", interrupted " + MAX_ATTEMPTS + " times by changes", Errno.EINTR);
    }

    private static void request(String what, NetlinkSocket socket, int type) throws KernelException {
        try (Arena arena = new Arena(64)) {
            Arena.Region region = arena.reserve(64);
            NetlinkWriter out = new NetlinkWriter(region.bytes());
            writeRequest(out, type);
            int errno = socket.send(region, out.length());
            if (errno != 0) {
                throw new KernelException(what, errno);
            }
        }
    }

    static void writeRequest(NetlinkWriter out, int type) {
        out.begin(type, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP, 1);
        int bodyBytes = type == Netlink.RTM_GETLINK ? Netlink.IFINFOMSG_BYTES : Netlink.IFADDRMSG_BYTES;
        for (int i = 0; i < bodyBytes; i += 4) {
            out.putInt(0); // family unspecified, no interface chosen
        }
        if (type == Netlink.RTM_GETLINK) {
            out.intAttribute(Netlink.IFLA_EXT_MASK, Netlink.RTEXT_FILTER_SKIP_STATS);
        }
        out.end();
    }

    /** Reads the parts up to the last; false when the dump was disturbed. */
    private static boolean collect(String what, NetlinkSocket socket, Collector collector) throws KernelException {
        RtDecoder decoder = new RtDecoder(socket.received());
        boolean disturbed = false;
        while (true) {
            int length = socket.receive();
            if (length <= 0) { // the kernel makes the next part ready before it hands out this one
                throw new KernelException(what, length == 0 ? Errno.EAGAIN : -length);
            }
            Part part = inspect(what, socket.received(), length);
            decoder.decode(length, collector);
            disturbed |= part.disturbed();
            if (part.last()) {
                return !disturbed;
            }
        }
    }

    /** What the headers of one part say about the dump. */
    private record Part(boolean last, boolean disturbed) {}

    private static Part inspect(String what, ByteBuffer in, int length) throws KernelException {
        boolean last = false;
        boolean disturbed = false;
        for (int at = 0; length - at >= Netlink.HEADER_BYTES; at += messageBytes(in, at)) {
            int type = in.getShort(at + 4);
            if (type == Netlink.NLMSG_ERROR) {
                throw new KernelException(what, -in.getInt(at + Netlink.HEADER_BYTES));
            }
            last |= type == Netlink.NLMSG_DONE;
            disturbed |= (in.getShort(at + 6) & Netlink.NLM_F_DUMP_INTR) != 0;
        }
        return new Part(last, disturbed);
    }

    private static int messageBytes(ByteBuffer in, int at) {
        return Math.max(Netlink.HEADER_BYTES, Netlink.aligned(in.getInt(at)));
    }

    /** Keeps what a dump reports. */
    private static final class Collector implements RtListener {
        private final List<Link> links = new ArrayList<>();
        private final List<AddressNotice> addresses = new ArrayList<>();

        @Override
        public void linkChanged(Link link) {
            links.add(link);
        }

        @Override
        public void addressAdded(AddressNotice notice) {
            addresses.add(notice.copy());
        }

        @Override
        public void linkRemoved(int ifIndex, String name) {
            throw unexpected();
        }

        @Override
        public void addressRemoved(AddressNotice notice) {
            throw unexpected();
        }

        @Override
        public void overflow() {
            throw unexpected();
        }

        private static IllegalStateException unexpected() {
            return new IllegalStateException("a dump holds what is there, and nothing else");
        }
    }
}
