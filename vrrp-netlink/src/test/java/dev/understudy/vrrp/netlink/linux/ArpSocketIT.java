// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Gratuitous ARP as tcpdump sees it at the other end of the cable. */
class ArpSocketIT {
    private static final long VIRTUAL = 0x0A09_0064L; // 10.9.0.100

    @Test
    void announcementIsARequestForItselfToEveryone() throws Exception {
        try (NetworkNamespace host = NetworkNamespace.create();
                NetworkNamespace other = NetworkNamespace.create()) {
            host.ip(
                    "link",
                    "add",
                    "v0",
                    "address",
                    "02:00:5e:10:20:30",
                    "type",
                    "veth",
                    "peer",
                    "name",
                    "v0",
                    "netns",
                    other.name());
            host.ip("link", "set", "v0", "up");
            other.ip("link", "set", "v0", "up");
            Process tcpdump = new ProcessBuilder(
                            "ip", "netns", "exec", other.name(), "tcpdump", "-i", "v0", "-c", "1", "-e", "-n", "arp")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader output = tcpdump.inputReader();
                    ArpSocket socket = host.call(ArpSocket::new)) {
                String line;
                do {
                    line = output.readLine();
                } while (line != null && !line.startsWith("listening on"));
                Link link = host.link("v0");

                assertThat(socket.send(link.index(), link.mac(), VIRTUAL)).isZero();

                assertThat(output.lines().collect(Collectors.joining("\n")))
                        .contains("02:00:5e:10:20:30 > ff:ff:ff:ff:ff:ff, ethertype ARP (0x0806), length 42: "
                                + "Request who-has 10.9.0.100 (ff:ff:ff:ff:ff:ff) tell 10.9.0.100, length 28");
            } finally {
                tcpdump.destroy();
            }
        }
    }

    @Test
    void refusalsHaveTheirErrno() throws Exception {
        try (NetworkNamespace host = NetworkNamespace.create()) {
            host.addLink("d0");
            ArpSocket socket = host.call(ArpSocket::new);
            Link link = host.link("d0");
            host.ip("link", "set", "d0", "down");
            assertThat(socket.send(link.index(), link.mac(), VIRTUAL)).isEqualTo(Errno.ENETDOWN);
            host.ip("link", "del", "d0");
            assertThat(socket.send(link.index(), link.mac(), VIRTUAL)).isEqualTo(Errno.ENXIO);

            socket.close();
            assertThat(socket.send(link.index(), link.mac(), VIRTUAL)).isEqualTo(Errno.EBADF);
        }
    }
}
