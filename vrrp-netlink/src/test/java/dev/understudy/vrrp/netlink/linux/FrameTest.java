// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What is sent, beside what keepalived 2.2.7 was seen to send. */
class FrameTest {
    @Test
    void ipHeaderIsThatOfKeepalivedButForWhatTheKernelFillsIn() {
        ByteBuffer out = ByteBuffer.allocate(Ipv4Header.BYTES);
        Ipv4Header.write(out, 20, 0x0A09_0001L, AdvertSocket.GROUP);

        assertThat(out.array()).containsExactly(Hex.bytes("""
                                45 c0 00 28   # version 4, 5 words; network control; 40 bytes
                                00 00 00 00   # identification (0001 on the wire), no DF, no fragment
                                ff 70 00 00   # TTL 255, protocol 112, checksum (d088 on the wire)
                                0a 09 00 01   # 10.9.0.1
                                e0 00 00 12   # 224.0.0.18
                                """));
    }

    @Test
    void gratuitousArpIsThatOfKeepalived() {
        ByteBuffer out = ByteBuffer.allocate(ArpSocket.FRAME_BYTES);
        ArpSocket.writeFrame(out, 0xB6BE_2814_5BDDL, 0x0A09_0064L);

        assertThat(out.array()).containsExactly(Hex.bytes("""
                                ff ff ff ff ff ff   # to everyone
                                b6 be 28 14 5b dd   # from the interface
                                08 06               # ARP
                                00 01 08 00 06 04   # Ethernet, IPv4
                                00 01               # request
                                b6 be 28 14 5b dd   # sender MAC
                                0a 09 00 64         # sender 10.9.0.100
                                ff ff ff ff ff ff   # target MAC
                                0a 09 00 64         # target 10.9.0.100
                                """));
    }

    @Test
    void groupMembershipNamesTheInterfaceByIndex() {
        assertThat(AdvertSocket.mreqn(AdvertSocket.GROUP, 3).array()).containsExactly(Hex.bytes("""
                                e0 00 00 12   # imr_multiaddr
                                00 00 00 00   # imr_address: by the index
                                03 00 00 00   # imr_ifindex
                                """));
    }

    @Test
    void epollEventIsPackedOnX86Alone() {
        assertThat(Epoll.EventLayout.of("amd64")).isEqualTo(new Epoll.EventLayout(12, 4));
        assertThat(Epoll.EventLayout.of("aarch64")).isEqualTo(new Epoll.EventLayout(16, 8));
    }
}
