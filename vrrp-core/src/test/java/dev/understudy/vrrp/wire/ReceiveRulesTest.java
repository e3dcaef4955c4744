// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.ChecksumForm;
import dev.understudy.vrrp.PacketBuilder;
import dev.understudy.vrrp.SimplePassword;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterConfigBuilder;
import dev.understudy.vrrp.VrrpVersion;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R1-R5, R8-R10, R12 and R14, one by one. R6, R7, R13 and R15 need the engine around them. */
class ReceiveRulesTest {
    private static final String PEER = "192.0.2.2";
    private static final String PEER6 = "fe80::2";

    private static PacketBuilder v2() {
        return PacketBuilder.v2(PEER).password("s3cret").address("198.51.100.1");
    }

    private static PacketBuilder v3() {
        return PacketBuilder.v3(PEER).address("198.51.100.1");
    }

    private static PacketBuilder v6() {
        return PacketBuilder.v6(PEER6).address("fe80::1:1", "2001:db8::1");
    }

    private static VirtualRouterConfigBuilder ipv4() {
        return VirtualRouterConfig.builder("eth0", 51).address("198.51.100.1/24");
    }

    private static VirtualRouterConfig configV2() {
        return ipv4().version(VrrpVersion.V2)
                .password(new SimplePassword("s3cret"))
                .build();
    }

    private static VirtualRouterConfig configV6() {
        return VirtualRouterConfig.builder("eth0", 51)
                .address("fe80::1:1/64")
                .address("2001:db8::1/64")
                .build();
    }

    private static Verdict v2(byte[] message) {
        return check(configV2(), message, PEER, 255);
    }

    private static Verdict v3(byte[] message) {
        return check(ipv4().build(), message, PEER, 255);
    }

    private static Verdict v6(byte[] message) {
        return check(configV6(), message, PEER6, 255);
    }

    private static Verdict check(VirtualRouterConfig config, byte[] message, String source, int ttl) {
        return new ReceiveRules(config).check(view(message), context(source, ttl));
    }

    private static Verdict unknown(byte[] message, String source, int ttl) {
        return ReceiveRules.checkUnknown(view(message), context(source, ttl));
    }

    private static AdvertisementView view(byte[] message) {
        ByteBuffer buffer = ByteBuffer.allocate(message.length + 40);
        // What lies around the message is not part of it.
        Arrays.fill(buffer.array(), (byte) 0x5a);
        buffer.put(20, message);
        return new AdvertisementView().wrap(buffer, 20, message.length);
    }

    private static PacketContext context(String source, int ttl) {
        return context(source, ttl, source.contains(":") ? "ff02::12" : "224.0.0.18");
    }

    private static PacketContext context(String source, int ttl, String destination) {
        InetAddress from = PacketBuilder.literal(source);
        InetAddress to = PacketBuilder.literal(destination);
        return new PacketContext()
                .from(AddressFamily.of(from), IpBits.high(from), IpBits.low(from), IpBits.high(to), IpBits.low(to))
                .at(0, ttl, 0);
    }

    @Test
    void soundAdvertsAreAccepted() {
        assertThat(v2(v2().build())).isEqualTo(Verdict.ACCEPTED);
        assertThat(v3(v3().build())).isEqualTo(Verdict.ACCEPTED);
        assertThat(v6(v6().build())).isEqualTo(Verdict.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 254})
    void r1OtherTtl(int ttl) {
        assertThat(check(configV2(), v2().build(), PEER, ttl)).isEqualTo(Verdict.TTL);
        assertThat(check(ipv4().build(), v3().build(), PEER, ttl)).isEqualTo(Verdict.TTL);
        assertThat(check(configV6(), v6().build(), PEER6, ttl)).isEqualTo(Verdict.TTL);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 15})
    void r2OtherVersion(int version) {
        assertThat(v3(v3().version(version).build())).isEqualTo(Verdict.VERSION);
        assertThat(v6(v6().version(version).build())).isEqualTo(Verdict.VERSION);
        assertThat(v2(v2().version(version == 2 ? 3 : version).build())).isEqualTo(Verdict.VERSION);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 15})
    void r3OtherType(int type) {
        assertThat(v2(v2().type(type).build())).isEqualTo(Verdict.TYPE);
        assertThat(v3(v3().type(type).build())).isEqualTo(Verdict.TYPE);
        assertThat(v6(v6().type(type).build())).isEqualTo(Verdict.TYPE);
    }

    @Test
    void r4EveryOtherLength() {
        for (int length = 0; length < 64; length++) {
            assertThat(v2(cut(v2(), length))).isEqualTo(length == 20 ? Verdict.ACCEPTED : Verdict.LENGTH);
            assertThat(v3(cut(v3(), length))).isEqualTo(length == 12 ? Verdict.ACCEPTED : Verdict.LENGTH);
            assertThat(v6(cut(v6(), length))).isEqualTo(length == 40 ? Verdict.ACCEPTED : Verdict.LENGTH);
        }
    }

    /** Cuts or pads a message, and sums it anew where there is room, so that the length is all that is wrong. */
    private static byte[] cut(PacketBuilder builder, int length) {
        byte[] message = Arrays.copyOf(builder.build(), length);
        return length >= 8 ? builder.summed(message) : message;
    }

    @Test
    void r4OtherCount() {
        assertThat(v3(v3().count(2).build())).isEqualTo(Verdict.LENGTH);
        assertThat(v3(v3().count(255).build())).isEqualTo(Verdict.LENGTH);
        assertThat(v2(v2().count(0).build())).isEqualTo(Verdict.LENGTH);
        assertThat(v6(v6().count(1).build())).isEqualTo(Verdict.LENGTH);
    }

    /** CARP shares protocol 112 and byte 0x21: 36 bytes, the fourth says "authentication length 7", of no use as a count. */
    @Test
    void r4Carp() {
        byte[] carp = new byte[36];
        carp[0] = 0x21;
        carp[1] = 51;
        carp[2] = 100;
        carp[3] = 7;
        carp[5] = 1;
        byte[] summed = PacketBuilder.v2(PEER).summed(carp);

        assertThat(v2(summed)).isEqualTo(Verdict.LENGTH);
        assertThat(v3(summed)).isEqualTo(Verdict.VERSION);
        assertThat(unknown(summed, PEER, 255)).isEqualTo(Verdict.LENGTH);
    }

    @Test
    void r5BadChecksum() {
        assertThat(v2(v2().sum(PacketBuilder.Sum.WRONG).build())).isEqualTo(Verdict.CHECKSUM);
        assertThat(v3(v3().sum(PacketBuilder.Sum.WRONG).build())).isEqualTo(Verdict.CHECKSUM);
        assertThat(v6(v6().sum(PacketBuilder.Sum.WRONG).build())).isEqualTo(Verdict.CHECKSUM);
    }

    @Test
    void r5EverySingleBitCounts() {
        byte[] sound = v6().build();
        for (int bit = 0; bit < sound.length * 8; bit++) {
            byte[] flipped = sound.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(v6(flipped)).describedAs("bit %d", bit).isNotEqualTo(Verdict.ACCEPTED);
        }
    }

    @Test
    void r5BothFormsOverIpv4UnlessStrict() {
        byte[] pseudo = v3().sum(PacketBuilder.Sum.PSEUDO_HEADER).build();
        byte[] message = v3().sum(PacketBuilder.Sum.MESSAGE).build();
        VirtualRouterConfig strictPseudo = ipv4().strictChecksum(true).build();
        VirtualRouterConfig strictMessage = ipv4().strictChecksum(true)
                .checksumForm(ChecksumForm.MESSAGE_ONLY)
                .build();
        VirtualRouterConfig laxMessage =
                ipv4().checksumForm(ChecksumForm.MESSAGE_ONLY).build();

        assertThat(v3(pseudo)).isEqualTo(Verdict.ACCEPTED);
        assertThat(v3(message)).isEqualTo(Verdict.ACCEPTED);
        assertThat(check(laxMessage, pseudo, PEER, 255)).isEqualTo(Verdict.ACCEPTED);
        assertThat(check(strictPseudo, pseudo, PEER, 255)).isEqualTo(Verdict.ACCEPTED);
        assertThat(check(strictPseudo, message, PEER, 255)).isEqualTo(Verdict.CHECKSUM);
        assertThat(check(strictMessage, pseudo, PEER, 255)).isEqualTo(Verdict.CHECKSUM);
        assertThat(check(strictMessage, message, PEER, 255)).isEqualTo(Verdict.ACCEPTED);
        assertThat(ReceiveRules.checksumForm(view(pseudo), context(PEER, 255))).isEqualTo(ChecksumForm.PSEUDO_HEADER);
        assertThat(ReceiveRules.checksumForm(view(message), context(PEER, 255))).isEqualTo(ChecksumForm.MESSAGE_ONLY);
    }

    @Test
    void r5IpV6HasThePseudoHeaderAndVersion2Not() {
        assertThat(v6(v6().sum(PacketBuilder.Sum.MESSAGE).build())).isEqualTo(Verdict.CHECKSUM);
        assertThat(v2(v2().sum(PacketBuilder.Sum.PSEUDO_HEADER).build())).isEqualTo(Verdict.CHECKSUM);
        VirtualRouterConfig strict =
                ipv4().version(VrrpVersion.V2).strictChecksum(true).build();
        byte[] plain = PacketBuilder.v2(PEER).address("198.51.100.1").build();
        assertThat(check(strict, plain, PEER, 255)).isEqualTo(Verdict.ACCEPTED);
    }

    /** The real destination is part of the sum, as a unicast advert needs it. */
    @Test
    void r5PseudoHeaderOfTheRealDestination() {
        byte[] unicast = v3().group("192.0.2.1").build();
        ReceiveRules rules = new ReceiveRules(ipv4().strictChecksum(true).build());

        assertThat(rules.check(view(unicast), context(PEER, 255, "192.0.2.1"))).isEqualTo(Verdict.ACCEPTED);
        assertThat(rules.check(view(unicast), context(PEER, 255))).isEqualTo(Verdict.CHECKSUM);
    }

    @Test
    void r6IsCountedOnlyForASoundPacket() {
        assertThat(unknown(v2().build(), PEER, 255)).isEqualTo(Verdict.UNKNOWN_VRID);
        assertThat(unknown(v3().build(), PEER, 255)).isEqualTo(Verdict.UNKNOWN_VRID);
        assertThat(unknown(v6().build(), PEER6, 255)).isEqualTo(Verdict.UNKNOWN_VRID);
        assertThat(unknown(v3().build(), PEER, 254)).isEqualTo(Verdict.TTL);
        assertThat(unknown(v3().version(4).build(), PEER, 255)).isEqualTo(Verdict.VERSION);
        assertThat(unknown(v6().version(2).build(), PEER6, 255)).isEqualTo(Verdict.VERSION);
        assertThat(unknown(v3().type(2).build(), PEER, 255)).isEqualTo(Verdict.TYPE);
        assertThat(unknown(new byte[0], PEER, 255)).isEqualTo(Verdict.LENGTH);
        assertThat(unknown(new byte[] {0x31}, PEER, 255)).isEqualTo(Verdict.LENGTH);
        assertThat(unknown(v3().sum(PacketBuilder.Sum.WRONG).build(), PEER, 255))
                .isEqualTo(Verdict.CHECKSUM);
        assertThat(unknown(v3().noAddress().build(), PEER, 255)).isEqualTo(Verdict.UNKNOWN_VRID);
        assertThat(unknown(v3().interval(0).build(), PEER, 255)).isEqualTo(Verdict.UNKNOWN_VRID);
    }

    @Test
    void r8NoAddress() {
        assertThat(v2(v2().noAddress().build())).isEqualTo(Verdict.NO_ADDRESS);
        assertThat(v3(v3().noAddress().build())).isEqualTo(Verdict.NO_ADDRESS);
        assertThat(v6(v6().noAddress().build())).isEqualTo(Verdict.NO_ADDRESS);
    }

    @Test
    void r9ZeroInterval() {
        assertThat(v3(v3().interval(0).build())).isEqualTo(Verdict.ZERO_INTERVAL);
        assertThat(v6(v6().interval(0).build())).isEqualTo(Verdict.ZERO_INTERVAL);
        assertThat(v3(v3().interval(1).build())).isEqualTo(Verdict.ACCEPTED);
        assertThat(v3(v3().interval(4095).build())).isEqualTo(Verdict.ACCEPTED);
    }

    /** T11: the reserved bits are not part of the interval, and nobody's business. */
    @Test
    void r9ReservedBitsAreIgnored() {
        assertThat(v3(v3().reserved(15).build())).isEqualTo(Verdict.ACCEPTED);
        assertThat(v3(v3().reserved(15).interval(0).build())).isEqualTo(Verdict.ZERO_INTERVAL);
        assertThat(view(v3().reserved(15).interval(300).build()).intervalNanos())
                .isEqualTo(3_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::1", "fec0::1", "fe00::1", "ff02::1", "::1", "fc80::1"})
    void r10FirstAddressNotLinkLocal(String first) {
        assertThat(v6(PacketBuilder.v6(PEER6).address(first, "fe80::1").build()))
                .isEqualTo(Verdict.NOT_LINK_LOCAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1", "fe90::1", "febf:ffff::1"})
    void r10EveryLinkLocalPrefix(String first) {
        assertThat(v6(PacketBuilder.v6(PEER6).address(first).build())).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void r12OtherIntervalIsRefusedInVersion2AndAcceptedInVersion3() {
        assertThat(v2(v2().interval(2).build())).isEqualTo(Verdict.INTERVAL);
        assertThat(v2(v2().interval(0).build())).isEqualTo(Verdict.INTERVAL);
        assertThat(v3(v3().interval(200).build())).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void r13OtherAddressesAreNoReasonToRefuse() {
        assertThat(v3(PacketBuilder.v3(PEER).address("203.0.113.9").build())).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void r14Authentication() {
        VirtualRouterConfig open = ipv4().version(VrrpVersion.V2).build();
        byte[] plain = PacketBuilder.v2(PEER).address("198.51.100.1").build();

        assertThat(check(open, plain, PEER, 255)).isEqualTo(Verdict.ACCEPTED);
        assertThat(check(open, v2().build(), PEER, 255)).isEqualTo(Verdict.AUTHENTICATION);
        assertThat(v2(plain)).isEqualTo(Verdict.AUTHENTICATION);
        assertThat(v2(v2().password("s3creT").build())).isEqualTo(Verdict.AUTHENTICATION);
        assertThat(v2(v2().authenticationType(0).build())).isEqualTo(Verdict.AUTHENTICATION);
        assertThat(v2(v2().authenticationType(2).build())).isEqualTo(Verdict.AUTHENTICATION);
    }

    /** Without authentication the eight bytes are there and mean nothing (T21). */
    @Test
    void r14DataWithoutAuthenticationIsIgnored() {
        VirtualRouterConfig open = ipv4().version(VrrpVersion.V2).build();
        byte[] noise = v2().authenticationType(0).build();

        assertThat(check(open, noise, PEER, 255)).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void r14EightBytesDecide() {
        VirtualRouterConfig config = ipv4().version(VrrpVersion.V2)
                .password(new SimplePassword("12345678-mine"))
                .build();
        PacketBuilder packet = PacketBuilder.v2(PEER).address("198.51.100.1");

        assertThat(check(config, packet.password("12345678-theirs").build(), PEER, 255))
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(check(config, packet.password("1234567").build(), PEER, 255)).isEqualTo(Verdict.AUTHENTICATION);
    }

    /** One packet that breaks every rule, mended rule by rule: the reason is always the first that is left. */
    @Test
    void theFirstFailingRuleIsTheReason() {
        PacketBuilder bad = PacketBuilder.v2(PEER)
                .version(4)
                .type(2)
                .interval(9)
                .count(5)
                .authenticationType(2)
                .sum(PacketBuilder.Sum.WRONG);

        assertThat(check(configV2(), bad.build(), PEER, 1)).isEqualTo(Verdict.TTL);
        assertThat(v2(bad.build())).isEqualTo(Verdict.VERSION);
        assertThat(v2(bad.version(2).build())).isEqualTo(Verdict.TYPE);
        assertThat(v2(bad.type(1).build())).isEqualTo(Verdict.LENGTH);
        assertThat(v2(bad.count(0).build())).isEqualTo(Verdict.CHECKSUM);
        assertThat(v2(bad.sum(PacketBuilder.Sum.MESSAGE).build())).isEqualTo(Verdict.NO_ADDRESS);
        assertThat(v2(bad.count(1).address("198.51.100.1").build())).isEqualTo(Verdict.INTERVAL);
        assertThat(v2(bad.interval(1).build())).isEqualTo(Verdict.AUTHENTICATION);
        assertThat(v2(bad.password("s3cret").build())).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void theFirstFailingRuleIsTheReasonOverIpv6() {
        PacketBuilder bad = PacketBuilder.v6(PEER6).interval(0).sum(PacketBuilder.Sum.WRONG);

        assertThat(v6(bad.build())).isEqualTo(Verdict.CHECKSUM);
        assertThat(v6(bad.sum(PacketBuilder.Sum.PSEUDO_HEADER).build())).isEqualTo(Verdict.NO_ADDRESS);
        assertThat(v6(bad.address("2001:db8::1").build())).isEqualTo(Verdict.ZERO_INTERVAL);
        assertThat(v6(bad.interval(1).build())).isEqualTo(Verdict.NOT_LINK_LOCAL);
    }
}
