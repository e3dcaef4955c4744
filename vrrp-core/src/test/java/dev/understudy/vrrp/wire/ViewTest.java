// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.PacketBuilder;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpVersion;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The small parts of the codec: the view's bounds, the value, the sum, addresses as numbers. */
class ViewTest {
    @Test
    void readsFieldsAtTheTopOfTheirRange() {
        byte[] message = PacketBuilder.v2("192.0.2.1")
                .vrid(255)
                .priority(254)
                .interval(255)
                .authenticationType(200)
                .build();
        AdvertisementView view = new AdvertisementView().wrap(ByteBuffer.wrap(message), 0, message.length);

        assertThat(view.length()).isEqualTo(16);
        assertThat(view.version()).isEqualTo(2);
        assertThat(view.type()).isEqualTo(1);
        assertThat(view.vrid()).isEqualTo(255);
        assertThat(view.priority()).isEqualTo(254);
        assertThat(view.intervalField()).isEqualTo(255);
        assertThat(view.intervalNanos()).isEqualTo(255_000_000_000L);
        assertThat(view.authenticationType()).isEqualTo(200);
        assertThat(view.authenticationBits()).isZero();
        assertThat(view.addressCount()).isZero();
    }

    @Test
    void readsVersionAndTypeWithTheirHighestBits() {
        AdvertisementView view = new AdvertisementView().wrap(ByteBuffer.wrap(new byte[] {(byte) 0xfe}), 0, 1);

        assertThat(view.version()).isEqualTo(15);
        assertThat(view.type()).isEqualTo(14);
        assertThat(view.hasHeader()).isFalse();
    }

    @Test
    void readsAddressesOfBothFamilies() {
        byte[] v4 = PacketBuilder.v3("192.0.2.1")
                .address("198.51.100.1", "203.0.113.255")
                .build();
        byte[] v6 =
                PacketBuilder.v6("fe80::1").address("fe80::2", "2001:db8::ffff").build();

        assertThat(Advertisement.parse(v4, AddressFamily.IPV4).addresses())
                .containsExactly(PacketBuilder.literal("198.51.100.1"), PacketBuilder.literal("203.0.113.255"));
        assertThat(Advertisement.parse(v6, AddressFamily.IPV6).addresses())
                .containsExactly(PacketBuilder.literal("fe80::2"), PacketBuilder.literal("2001:db8::ffff"));
    }

    @Test
    void staysWithinItsBuffer() {
        ByteBuffer buffer = ByteBuffer.allocate(32);
        AdvertisementView view = new AdvertisementView();

        assertThat(view.wrap(buffer, 24, 8).hasHeader()).isTrue();
        assertThat(view.wrap(buffer, 32, 0).hasHeader()).isFalse();
        assertThatThrownBy(() -> view.wrap(buffer, 25, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.wrap(buffer, -1, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.wrap(buffer, 0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.wrap(buffer, Integer.MAX_VALUE, 8))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("32");
    }

    @Test
    void asksForNetworkOrder() {
        ByteBuffer little = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);

        assertThatThrownBy(() -> new AdvertisementView().wrap(little, 0, 8))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A flyweight that kept the sum of the packet before would accept anything. */
    @Test
    void forgetsTheSumOfThePacketBefore() {
        byte[] sound = PacketBuilder.v3("192.0.2.1").address("198.51.100.1").build();
        byte[] bad = sound.clone();
        bad[11]++;
        AdvertisementView view = new AdvertisementView();

        long first = view.wrap(ByteBuffer.wrap(sound), 0, 12).sum();

        assertThat(view.sum()).isEqualTo(first);
        assertThat(view.wrap(ByteBuffer.wrap(bad), 0, 12).sum()).isEqualTo(first + 1);
    }

    @Test
    void theValueRefusesWhatIsNoAdvertisement() {
        byte[] sound = PacketBuilder.v3("192.0.2.1").address("198.51.100.1").build();

        assertThatThrownBy(() -> Advertisement.parse(new byte[7], AddressFamily.IPV4))
                .hasMessageContaining("7 bytes")
                .hasMessageContaining("R4");
        assertThatThrownBy(() -> Advertisement.parse(new byte[8], AddressFamily.IPV4))
                .hasMessageContaining("version 0")
                .hasMessageContaining("R2");
        assertThatThrownBy(() -> Advertisement.parse(sound, AddressFamily.IPV6))
                .hasMessageContaining("12 bytes, expected 24")
                .hasMessageContaining("R4");
        assertThatThrownBy(() -> Advertisement.parse(java.util.Arrays.copyOf(sound, 13), AddressFamily.IPV4))
                .hasMessageContaining("R4");
        assertThat(Advertisement.parse(PacketBuilder.v2("192.0.2.1").build(), AddressFamily.IPV4))
                .isEqualTo(new Advertisement(2, 51, 100, 1, 0, List.of()));
    }

    @Test
    void comparesAddressLists() {
        AdvertisementWriter writer = new AdvertisementWriter(VirtualRouterConfig.builder("eth0", 51)
                .version(VrrpVersion.V2)
                .address("198.51.100.1/24")
                .address("198.51.100.2/24")
                .build());

        assertThat(writer.sameAddresses(v2("198.51.100.1", "198.51.100.2"))).isTrue();
        assertThat(writer.sameAddresses(v2("198.51.100.2", "198.51.100.1"))).isFalse();
        assertThat(writer.sameAddresses(v2("198.51.100.1"))).isFalse();
        assertThat(writer.sameAddresses(v2("198.51.100.1", "198.51.100.3"))).isFalse();
        assertThat(writer.sameAddresses(v2("198.51.101.1", "198.51.100.2"))).isFalse();
        assertThat(writer.sameAddresses(v2("198.51.100.1", "198.51.100.2", "198.51.100.3")))
                .isFalse();
    }

    private static AdvertisementView v2(String... addresses) {
        byte[] message = PacketBuilder.v2("192.0.2.9")
                .password("noise")
                .address(addresses)
                .build();
        ByteBuffer buffer = ByteBuffer.allocate(message.length + 3).put(3, message);
        return new AdvertisementView().wrap(buffer, 3, message.length);
    }

    @Test
    void sumsAnyBytesAtAnyOffset() {
        Random random = new Random(1071);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            if (i % 10 == 0) {
                java.util.Arrays.fill(bytes, (byte) 0xff);
            }
            int offset = random.nextInt(bytes.length);
            int length = random.nextInt(bytes.length - offset + 1);
            short field = Checksum.field(Checksum.sum(ByteBuffer.wrap(bytes), offset, length));
            assertThat(field & 0xffff).isEqualTo(complement(bytes, offset, length));
        }
    }

    private static int complement(byte[] bytes, int offset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (bytes[offset + i] & 0xff) << (i % 2 == 0 ? 8 : 0);
            sum = sum > 0xffff ? sum - 0xffff : sum;
        }
        return ~sum & 0xffff;
    }

    @Test
    void foldsEveryCarry() {
        assertThat(Checksum.good(0xffffL)).isTrue();
        assertThat(Checksum.good(0xffff_ffff_ffffL)).isTrue();
        assertThat(Checksum.good(0x1_0000_fffeL)).isTrue();
        assertThat(Checksum.good(0x1_fffeL)).isTrue();
        assertThat(Checksum.good(0x1_ffffL)).isFalse();
        assertThat(Checksum.good(0)).isFalse();
        assertThat(Checksum.good(0x7fff_ffff_ffff_ffffL)).isFalse();
        assertThat(Checksum.field(0x7fff_ffff_ffff_ffffL)).isEqualTo((short) ~0x7fff);
    }

    @Test
    void addressesAreNumbersInNetworkOrder() {
        assertThat(IpBits.high(PacketBuilder.literal("203.0.113.1"))).isZero();
        assertThat(IpBits.low(PacketBuilder.literal("203.0.113.1"))).isEqualTo(0xCB00_7101L);
        assertThat(IpBits.high(PacketBuilder.literal("fe80::1"))).isEqualTo(0xfe80_0000_0000_0000L);
        assertThat(IpBits.low(PacketBuilder.literal("fe80::1"))).isEqualTo(1);
        assertThat(IpBits.toString(AddressFamily.IPV4, 0, IpBits.IPV4_GROUP)).isEqualTo("224.0.0.18");
        assertThat(IpBits.toString(AddressFamily.IPV6, IpBits.IPV6_GROUP_HIGH, IpBits.IPV6_GROUP_LOW))
                .isEqualTo("ff02:0:0:0:0:0:0:12");
        assertThat(IpBits.groupHigh(AddressFamily.IPV4)).isZero();
        assertThat(IpBits.groupLow(AddressFamily.IPV4)).isEqualTo(0xE000_0012L);
        assertThat(IpBits.groupHigh(AddressFamily.IPV6)).isEqualTo(0xFF02_0000_0000_0000L);
        assertThat(IpBits.groupLow(AddressFamily.IPV6)).isEqualTo(0x12L);
    }

    @Test
    void addressesAreComparedUnsigned() {
        assertThat(IpBits.compare(0, 1, 0, 2)).isNegative();
        assertThat(IpBits.compare(0, 2, 0, 2)).isZero();
        assertThat(IpBits.compare(0, -1, 0, 1)).isPositive();
        assertThat(IpBits.compare(-1, 0, 1, 5)).isPositive();
        assertThat(IpBits.compare(1, 9, 2, 0)).isNegative();
    }

    @Test
    void theContextCarriesWhatItWasGiven() {
        PacketContext ip =
                new PacketContext().from(AddressFamily.IPV6, 1, 2, 3, 4).at(5, 6, 7);

        assertThat(List.of(ip.sourceHigh(), ip.sourceLow(), ip.destinationHigh(), ip.destinationLow()))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(ip.family()).isEqualTo(AddressFamily.IPV6);
        assertThat(ip.link()).isEqualTo(5);
        assertThat(ip.ttl()).isEqualTo(6);
        assertThat(ip.receivedNanos()).isEqualTo(7);
        assertThat(ip.source()).isEqualTo("0:0:0:1:0:0:0:2");
    }

    @Test
    void everyReasonNamesItsRule() {
        assertThat(Verdict.ACCEPTED.rule()).isEmpty();
        for (Verdict verdict : Verdict.values()) {
            assertThat(verdict.description()).isNotEmpty();
            if (verdict != Verdict.ACCEPTED) {
                assertThat(verdict.rule()).matches("R\\d+");
            }
        }
    }
}
