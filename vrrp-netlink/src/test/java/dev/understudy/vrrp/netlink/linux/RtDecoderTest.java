// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Notices byte for byte, as linux/rtnetlink.h lays them out on a little-endian machine. */
class RtDecoderTest {
    private static final String LINK = """
            54 00 00 00  10 00 00 00  00 00 00 00  00 00 00 00   # 84 bytes, RTM_NEWLINK
            00 00 01 00  05 00 00 00  43 10 01 00  ff ff ff ff   # ifinfomsg: Ethernet, index 5, flags, change
            09 00 03 00  65 74 68 30 00 00 00 00                 # IFLA_IFNAME eth0, padded
            08 00 04 00  dc 05 00 00                             # IFLA_MTU 1500
            05 00 10 00  06 00 00 00                             # IFLA_OPERSTATE up, padded
            0a 00 01 00  02 00 5e 10 20 30 00 00                 # IFLA_ADDRESS, padded
            0c 00 12 80  08 00 01 00 01 02 03 04                 # a nested attribute nobody asked for
            """;
    private static final String ADDRESS = """
            4c 00 00 00  14 00 00 00  00 00 00 00  7b 00 00 00   # 76 bytes, RTM_NEWADDR, by port 123
            02 18 80 00  05 00 00 00                             # AF_INET, /24, permanent, global, index 5
            08 00 01 00  0a 09 00 c8                             # IFA_ADDRESS: the peer
            08 00 02 00  0a 09 00 64                             # IFA_LOCAL
            08 00 08 00  81 02 00 00                             # IFA_FLAGS: permanent, secondary, noprefixroute
            14 00 06 00  ff ff ff ff  04 00 00 00                # IFA_CACHEINFO: preferred, valid
            00 00 00 00  00 00 00 00
            05 00 0b 00  70 00 00 00                             # IFA_PROTO 112, padded
            """;
    private static final String REMOVED_IPV6 = """
            2c 00 00 00  15 00 00 00  00 00 00 00  00 00 00 00   # 44 bytes, RTM_DELADDR
            0a 40 00 fd  05 00 00 00                             # AF_INET6, /64, link
            14 00 01 00  fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 64
            """;

    private final List<String> heard = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<AddressNotice> addresses = new ArrayList<>();

    private final RtListener listener = new RtListener() {
        @Override
        public void linkChanged(Link link) {
            heard.add("link");
            links.add(link);
        }

        @Override
        public void linkRemoved(int ifIndex, String name) {
            heard.add("link removed " + ifIndex + " " + name);
        }

        @Override
        public void addressAdded(AddressNotice notice) {
            heard.add("address");
            addresses.add(notice.copy());
        }

        @Override
        public void addressRemoved(AddressNotice notice) {
            heard.add("address removed");
            addresses.add(notice.copy());
        }

        @Override
        public void overflow() {
            heard.add("overflow");
        }
    };

    private int decode(String hex) {
        ByteBuffer in = Hex.buffer(hex);
        return new RtDecoder(in).decode(in.capacity(), listener);
    }

    @Test
    void link() {
        assertThat(decode(LINK)).isEqualTo(1);

        Link link = links.get(0);
        assertThat(link).isEqualTo(new Link(5, "eth0", 0x11043, 6, 0x0200_5E10_2030L, 1500));
        assertThat(link.isUp()).isTrue();
        assertThat(link.isRunning()).isTrue();
        assertThat(link.isUsable()).isTrue();
        assertThat(link.isMulticast()).isTrue();
        assertThat(link.isLoopback()).isFalse();
        assertThat(link.isArp()).isTrue();
    }

    @Test
    void linkWithoutCarrierIsUpAndNotRunning() {
        decode(LINK.replace("43 10 01 00", "03 10 00 00"));

        assertThat(links.get(0).isUp()).isTrue();
        assertThat(links.get(0).isRunning()).isFalse();
        assertThat(links.get(0).isUsable()).isFalse();
    }

    @Test
    void addressOfAnotherLengthIsNoMac() {
        decode(LINK.replace("0a 00 01 00  02 00 5e 10 20 30 00 00", "0c 00 01 00  02 00 5e 10 20 30 40 50"));

        assertThat(links.get(0).mac()).isZero();
    }

    @Test
    void removedLink() {
        decode(LINK.replace("10 00 00 00  00", "11 00 00 00  00"));

        assertThat(heard).containsExactly("link removed 5 eth0");
    }

    /** Family 7 is AF_BRIDGE: a port has left its bridge, and the link is still there. */
    @Test
    void linkMessagesOfBridgesAreNotAboutTheLink() {
        decode(LINK.replace("00 00 01 00  05", "07 00 01 00  05"));
        decode(LINK.replace("10 00 00 00  00", "11 00 00 00  00").replace("00 00 01 00  05", "07 00 01 00  05"));

        assertThat(heard).isEmpty();
    }

    @Test
    void addressOfTheHostIsTheLocalOneInWhateverOrder() {
        String local = "08 00 02 00  0a 09 00 64";
        String peer = "08 00 01 00  0a 09 00 c8";
        decode(ADDRESS);
        decode(ADDRESS.replace(local, "?").replace(peer, local).replace("?", peer));

        assertThat(addresses).hasSize(2).allSatisfy(notice -> {
            assertThat(notice.low()).isEqualTo(0x0A09_0064L);
            assertThat(notice.high()).isZero();
            assertThat(notice.family()).isEqualTo(AddressSpec.IPV4);
            assertThat(notice.ifIndex()).isEqualTo(5);
            assertThat(notice.prefixLength()).isEqualTo(24);
            assertThat(notice.scope()).isZero();
            assertThat(notice.flags()).isEqualTo(0x281);
            assertThat(notice.isSecondary()).isTrue();
            assertThat(notice.isPermanent()).isTrue();
            assertThat(notice.preferredSeconds()).isEqualTo(RtNetlink.FOREVER);
            assertThat(notice.validSeconds()).isEqualTo(4);
            assertThat(notice.protocol()).isEqualTo(112);
        });
    }

    @Test
    void nothingIsLeftOverFromTheNoticeBefore() {
        assertThat(decode(ADDRESS + REMOVED_IPV6)).isEqualTo(2);

        assertThat(heard).containsExactly("address", "address removed");
        AddressNotice second = addresses.get(1);
        assertThat(second.family()).isEqualTo(AddressSpec.IPV6);
        assertThat(second.high()).isEqualTo(0xFE80_0000_0000_0000L);
        assertThat(second.low()).isEqualTo(0x64);
        assertThat(second.scope()).isEqualTo(AddressSpec.SCOPE_LINK);
        assertThat(second.flags()).isZero();
        assertThat(second.protocol()).isZero();
        assertThat(second.preferredSeconds()).isEqualTo(RtNetlink.FOREVER);
        assertThat(second.validSeconds()).isEqualTo(RtNetlink.FOREVER);
    }

    @Test
    void whatIsNeitherLinkNorAddressIsPassedOver() {
        String route = "14 00 00 00  18 00 00 00  00 00 00 00  00 00 00 00  00 00 00 00 # RTM_NEWROUTE\n";
        String ofAnotherFamily = ADDRESS.replace("02 18 80 00", "1c 18 80 00");

        assertThat(decode(route + ofAnotherFamily + LINK)).isEqualTo(3);
        assertThat(heard).containsExactly("link");
    }

    @Test
    void overrunIsAnOverflow() {
        decode("10 00 00 00  04 00 00 00  00 00 00 00  00 00 00 00");

        assertThat(heard).containsExactly("overflow");
    }

    @Test
    void lengthsThatLieEndTheDatagram() {
        assertThat(decode(LINK.replace("54 00 00 00", "55 00 00 00"))).isZero();
        assertThat(decode(LINK.replace("54 00 00 00", "0f 00 00 00"))).isZero();
        assertThat(decode(LINK.replace("54 00 00 00", "ff ff ff ff"))).isZero();
        assertThat(heard).isEmpty();

        decode(LINK.replace("09 00 03 00", "ff 00 03 00"));
        assertThat(links.get(0).name()).isEmpty();
    }

    @Test
    void mutatedBytesThrowNothing() {
        byte[] good = Hex.bytes(LINK + ADDRESS + REMOVED_IPV6);
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = good.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
            new RtDecoder(in).decode(random.nextInt(bytes.length + 1), listener);
        }
        assertThat(heard).isNotEmpty();
    }
}
