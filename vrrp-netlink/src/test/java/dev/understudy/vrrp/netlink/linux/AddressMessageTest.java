// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Requests byte for byte, as linux/rtnetlink.h and linux/if_addr.h lay them out on a little-endian machine. */
class AddressMessageTest {
    private final ByteBuffer out = ByteBuffer.allocate(512).order(ByteOrder.nativeOrder());
    private final NetlinkWriter writer = new NetlinkWriter(out);

    private byte[] written() {
        return Hex.written(out, writer.length());
    }

    @Test
    void newIpv4AddressWithEverything() {
        AddressSpec spec = new AddressSpec(
                AddressSpec.IPV4,
                3,
                0,
                0x0A09_0064L,
                24,
                0,
                0x0A09_00C8L,
                0x0A09_00FFL,
                AddressSpec.SCOPE_LINK,
                AddressSpec.NO_PREFIX_ROUTE,
                "eth0:1");
        AddressMessage.add(writer, 0x0102_0304, Netlink.NLM_F_CREATE | Netlink.NLM_F_EXCL, spec, 4, 3);

        assertThat(written()).containsExactly(Hex.bytes("""
                                60 00 00 00  14 00 05 06  04 03 02 01  00 00 00 00   # 96 bytes, RTM_NEWADDR
                                02 18 00 fd  03 00 00 00                        # AF_INET, /24, scope link, index 3
                                08 00 02 00  0a 09 00 64                             # IFA_LOCAL
                                08 00 01 00  0a 09 00 c8                             # IFA_ADDRESS: the peer
                                08 00 04 00  0a 09 00 ff                             # IFA_BROADCAST
                                0b 00 03 00  65 74 68 30 3a 31 00 00                 # IFA_LABEL, padded
                                08 00 08 00  00 02 00 00                             # IFA_FLAGS
                                14 00 06 00  03 00 00 00  04 00 00 00                # IFA_CACHEINFO: preferred, valid
                                00 00 00 00  00 00 00 00                             # created, updated
                                05 00 0b 00  70 00 00 00                             # IFA_PROTO, padded
                                """));
    }

    @Test
    void whatIsNotSpecifiedIsNotSent() {
        AddressMessage.add(writer, 1, Netlink.NLM_F_REPLACE, AddressSpec.ipv4(3, 0x0A09_0064L, 32), -1, -1);

        assertThat(written()).containsExactly(Hex.bytes("""
                                4c 00 00 00  14 00 05 01  01 00 00 00  00 00 00 00   # 76 bytes, request, ack, replace
                                02 20 00 00  03 00 00 00
                                08 00 02 00  0a 09 00 64
                                08 00 01 00  0a 09 00 64
                                08 00 08 00  00 00 00 00
                                14 00 06 00  ff ff ff ff  ff ff ff ff                # for ever
                                00 00 00 00  00 00 00 00
                                05 00 0b 00  70 00 00 00
                                """));
    }

    @Test
    void releaseOfAnIpv6AddressAfterAnotherMessage() {
        AddressMessage.delete(writer, 1, AddressSpec.ipv4(3, 0x0A09_0064L, 24));
        int first = writer.length();
        AddressSpec spec = new AddressSpec(
                AddressSpec.IPV6,
                3,
                0x2001_0DB8_0000_0000L,
                0x64,
                64,
                0x2001_0DB8_0000_0000L,
                0x64,
                0,
                0,
                AddressSpec.NO_DAD,
                "");
        AddressMessage.delete(writer, 2, spec);

        assertThat(first).isEqualTo(40);
        assertThat(Hex.written(out.slice(first, writer.length() - first), writer.length() - first))
                .containsExactly(Hex.bytes("""
                                40 00 00 00  15 00 05 00  02 00 00 00  00 00 00 00   # 64 bytes, RTM_DELADDR
                                0a 40 02 00  03 00 00 00                             # AF_INET6, /64, IFA_F_NODAD
                                14 00 02 00  20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 64
                                14 00 01 00  20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 64
                                """));
    }

    @Test
    void dumpRequests() {
        RtDump.writeRequest(writer, Netlink.RTM_GETLINK);
        assertThat(written()).containsExactly(Hex.bytes("""
                                28 00 00 00  12 00 01 03  01 00 00 00  00 00 00 00   # 40 bytes, RTM_GETLINK, dump
                                00 00 00 00  00 00 00 00  00 00 00 00  00 00 00 00   # ifinfomsg: all
                                08 00 1d 00  08 00 00 00                             # IFLA_EXT_MASK: without statistics
                                """));

        writer.clear();
        RtDump.writeRequest(writer, Netlink.RTM_GETADDR);
        assertThat(written()).containsExactly(Hex.bytes("""
                                18 00 00 00  16 00 01 03  01 00 00 00  00 00 00 00
                                00 00 00 00  00 00 00 00                             # ifaddrmsg: all
                                """));
    }

    @Test
    void longestRequestFitsItsPlace() {
        AddressSpec spec = new AddressSpec(AddressSpec.IPV6, 3, -1, -1, 128, -1, -1, 1, 0, 0, "x".repeat(15));
        AddressMessage.add(writer, 1, 0, spec, 1, 1);

        assertThat(writer.length()).isLessThanOrEqualTo(AddressMessage.MAX_BYTES);
    }

    @Test
    void specificationsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> AddressSpec.ipv4(3, 1, 33)).hasMessage("prefix length out of range: 33");
        assertThatThrownBy(() -> AddressSpec.ipv4(3, 1, -1)).hasMessage("prefix length out of range: -1");
        assertThatThrownBy(() -> new AddressSpec(7, 3, 0, 1, 24, 0, 1, 0, 0, 0, ""))
                .hasMessage("family must be IPV4 (2) or IPV6 (10), was 7");
        assertThatThrownBy(() -> labelled("sixteen-letters!")).hasMessageStartingWith("label must be");
        assertThatThrownBy(() -> labelled("eth0 1")).hasMessageStartingWith("label must be");
        assertThatThrownBy(() -> labelled("\u00e9th0")).hasMessageStartingWith("label must be");
    }

    private static AddressSpec labelled(String label) {
        return new AddressSpec(AddressSpec.IPV4, 3, 0, 1, 24, 0, 1, 0, 0, 0, label);
    }
}
