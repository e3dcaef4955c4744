// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel tells of real changes. */
class RtMonitorIT {
    private static final long VIRTUAL = 0x0A09_0064L; // 10.9.0.100

    private static NetworkNamespace host;
    private final Events events = new Events();
    private RtMonitor monitor;
    private int ifIndex;

    @BeforeAll
    static void makeHost() throws Exception {
        host = NetworkNamespace.create();
    }

    @AfterAll
    static void removeHost() throws IOException {
        if (host != null) {
            host.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        host.addLink("d0");
        ifIndex = host.link("d0").index();
        monitor = host.call(RtMonitor::new);
    }

    @AfterEach
    void close() throws Exception {
        monitor.close();
        if (host.ip("link", "show").contains("d0")) {
            host.ip("link", "del", "d0");
        }
    }

    /** Notes what it is told, a line each. */
    private static final class Events implements RtListener {
        final List<String> lines = new ArrayList<>();
        final List<Link> links = new ArrayList<>();

        @Override
        public void linkChanged(Link link) {
            links.add(link);
            lines.add("link " + link.name() + (link.isUp() ? " up" : "") + (link.isRunning() ? " running" : ""));
        }

        @Override
        public void linkRemoved(int ifIndex, String name) {
            lines.add("link " + name + " removed");
        }

        @Override
        public void addressAdded(AddressNotice notice) {
            lines.add("address " + Long.toHexString(notice.low()) + (notice.isPermanent() ? " permanent" : " leased"));
        }

        @Override
        public void addressRemoved(AddressNotice notice) {
            lines.add("address " + Long.toHexString(notice.low()) + " removed");
        }

        @Override
        public void overflow() {
            lines.add("overflow");
        }
    }

    private void awaitLine(Predicate<List<String>> wanted) throws KernelException {
        try (Epoll epoll = new Epoll(1)) {
            epoll.add(monitor.fd(), 0);
            while (!wanted.test(events.lines)) {
                assertThat(epoll.await(10_000))
                        .as("notices so far: %s", events.lines)
                        .isEqualTo(1);
                assertThat(monitor.poll(events, 16)).isNotNegative();
            }
        }
    }

    private void awaitLine(String line) throws KernelException {
        awaitLine(lines -> lines.contains(line));
    }

    @Test
    void addressesComeAndGo() throws Exception {
        host.ip("addr", "add", "10.9.0.100/24", "dev", "d0");
        host.ip("addr", "del", "10.9.0.100/24", "dev", "d0");

        awaitLine("address a090064 removed");
        assertThat(events.lines).containsSubsequence("address a090064 permanent", "address a090064 removed");
    }

    /** The kernel takes a leased address away by itself, and says so. */
    @Test
    void leaseExpires() throws Exception {
        try (RtNetlink netlink = host.call(RtNetlink::new)) {
            netlink.renew(0, AddressSpec.ipv4(ifIndex, VIRTUAL, 24), 2, 2);
            netlink.flush((token, errno, text) -> assertThat(errno).isZero());
        }

        awaitLine("address a090064 removed");
        assertThat(events.lines).containsSubsequence("address a090064 leased", "address a090064 removed");
        assertThat(host.ip("addr", "show", "dev", "d0")).doesNotContain("10.9.0.100");
    }

    @Test
    void linkGoesDownAndUp() throws Exception {
        host.ip("link", "set", "d0", "down");
        awaitLine("link d0");

        events.lines.clear();
        host.ip("link", "set", "d0", "up");
        awaitLine("link d0 up running");
    }

    /** The cable is pulled at the other end: up, but not running. */
    @Test
    void carrierIsLostAndFound() throws Exception {
        host.ip("link", "set", "d0x", "down");
        awaitLine("link d0 up");

        host.ip("link", "set", "d0x", "up");
        awaitLine("link d0 up running");
    }

    @Test
    void nameAddressAndLengthAreToldAsTheyAreNow() throws Exception {
        host.ip("link", "set", "d0", "down");
        host.ip("link", "set", "d0", "name", "d0new", "address", "02:00:5e:10:20:30", "mtu", "1400");
        host.ip("link", "set", "d0new", "name", "d0");

        awaitLine(lines -> !events.links.isEmpty() && last().name().equals("d0") && last().mtu() == 1400);
        assertThat(last().mac()).isEqualTo(0x0200_5E10_2030L);
        assertThat(last().index()).isEqualTo(ifIndex);
        assertThat(last().isMulticast()).isTrue();
        assertThat(last().isArp()).isTrue();
        assertThat(last().isLoopback()).isFalse();
        assertThat(events.links).anyMatch(link -> link.name().equals("d0new"));
        assertThat(host.call(RtDump::links)).contains(last());
    }

    private Link last() {
        return events.links.get(events.links.size() - 1);
    }

    /** F9. */
    @Test
    void linkThatIsMadeAnewHasAnotherIndex() throws Exception {
        host.ip("link", "del", "d0");
        awaitLine("link d0 removed");

        host.addLink("d0");
        awaitLine("link d0 up running");
        assertThat(host.link("d0").index()).isNotEqualTo(ifIndex);
    }

    /** A bridge says RTM_DELLINK, in its own family, of a port that leaves; the link is still there. */
    @Test
    void portThatLeavesItsBridgeIsNotRemoved() throws Exception {
        host.ip("link", "add", "br0", "type", "bridge");
        host.ip("link", "set", "d0", "master", "br0");
        host.ip("link", "set", "d0", "nomaster");
        host.ip("link", "del", "br0");

        awaitLine("link br0 removed");
        assertThat(events.lines).doesNotContain("link d0 removed");
    }

    /** K8: more notices than the buffer holds. */
    @Test
    void lostNoticesAreReportedOnce() throws Exception {
        AddressSpec address = AddressSpec.ipv4(ifIndex, VIRTUAL, 24);
        try (RtNetlink netlink = host.call(RtNetlink::new)) {
            for (int i = 0; i < 6_000; i++) {
                netlink.renew(i, address, 60, 60);
                if (netlink.room() == 0) {
                    netlink.flush((token, errno, text) -> assertThat(errno).isZero());
                }
            }
        }

        int notices = 0;
        int read;
        do {
            read = monitor.poll(events, 64);
            assertThat(read).isNotNegative();
            notices += read;
        } while (read > 0);
        assertThat(events.lines).containsOnlyOnce("overflow");
        assertThat(notices).as("held before the overflow").isPositive();

        events.lines.clear();
        host.ip("addr", "del", "10.9.0.100/24", "dev", "d0");
        awaitLine("address a090064 removed");
    }
}
