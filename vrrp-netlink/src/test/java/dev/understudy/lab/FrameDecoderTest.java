// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.PcapReader.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The oracle itself, against frames that keepalived 2.2.7 sent and tcpdump decoded. */
class FrameDecoderTest {
    private static final String V2 = """
            01005e000012 020000000001 0800 45c0002800020000ff709fca0aab301ce0000012
            21a79601010172f0 0aab301e 3132333435360000""";
    private static final String V3 = """
            01005e000012 020000000001 0800 45c0002000020000ff709fd20aab301ce0000012
            31a796010064e1d3 0aab301e""";
    private static final String V3_IPV6 = """
            333300000012 020000000001 86dd 6c0ce17f002870ff
            fe80000000000000000000fffe000001 ff020000000000000000000000000012
            31a7960200643ee1 fe800000000000000000000000000030 fd000000000000000000000000000030""";
    private static final String GRATUITOUS = """
            ffffffffffff 020000000001 0806 0001080006040001
            020000000001 0aab301e ffffffffffff 0aab301e""";

    @Test
    void readsVersion2() {
        assertThat(decode(V2))
                .isInstanceOfSatisfying(
                        WireAdvert.class,
                        advert -> assertThat(advert)
                                .hasToString(
                                        "00:00:00.000000042 10.171.48.28 > 224.0.0.18 ttl 255 tos c0 v2 type 1 vrid 167 priority 150"
                                                + " interval 100 cs auth 1 '123456' [10.171.48.30] MESSAGE_ONLY")
                                .returns("02:00:00:00:00:01", WireAdvert::sourceMac)
                                .returns(false, WireAdvert::dontFragment));
    }

    @Test
    void readsVersion3() {
        assertThat(decode(V3))
                .hasToString(
                        "00:00:00.000000042 10.171.48.28 > 224.0.0.18 ttl 255 tos c0 v3 type 1 vrid 167 priority 150"
                                + " interval 100 cs auth 0 '' [10.171.48.30] PSEUDO_HEADER");
    }

    @Test
    void readsVersion3OverIpv6() {
        assertThat(decode(V3_IPV6))
                .hasToString(
                        "00:00:00.000000042 fe80::ff:fe00:1 > ff02::12 ttl 255 tos c0 v3 type 1 vrid 167 priority 150"
                                + " interval 100 cs auth 0 '' [fe80::30, fd00::30] PSEUDO_HEADER");
    }

    @Test
    void readsGratuitousArp() {
        assertThat(decode(GRATUITOUS))
                .isInstanceOfSatisfying(
                        WireArp.class,
                        arp -> assertThat(arp)
                                .returns(true, WireArp::isGratuitous)
                                .returns(1, WireArp::op)
                                .returns("02:00:00:00:00:01", WireArp::senderMac)
                                .returns("10.171.48.30", WireArp::senderIp));
    }

    @Test
    void everyFlippedBitOfTheMessageBreaksTheChecksum() {
        byte[] frame = bytes(V2);
        for (int bit = (14 + 20 + 4) * 8; bit < frame.length * 8; bit++) {
            frame[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(((WireAdvert) decode(frame)).checksum()).isEqualTo(WireAdvert.Checksum.WRONG);
            frame[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void everyTruncatedFrameIsOdd() {
        for (String whole : List.of(V2, V3, V3_IPV6, GRATUITOUS)) {
            for (int length = 0; length < bytes(whole).length; length++) {
                assertThat(decode(Arrays.copyOf(bytes(whole), length))).isInstanceOf(WireOddity.class);
            }
        }
    }

    @Test
    void theHandmadeAdvertIsTheRealOne() {
        byte[] message = RawAdvert.v2(167, 150)
                .from("10.171.48.28")
                .addresses("10.171.48.30")
                .password("123456")
                .message();
        assertThat(message).isEqualTo(((WireAdvert) decode(V2)).bytes());
    }

    @Test
    void readsNanosecondsFromPcapOfEitherByteOrder() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            ByteBuffer pcap = ByteBuffer.allocate(24 + 16 + 3).order(order);
            pcap.putInt(0xa1b23c4d)
                    .putShort((short) 2)
                    .putShort((short) 4)
                    .putLong(0)
                    .putInt(262144)
                    .putInt(1);
            pcap.putInt(1_700_000_000).putInt(123_456_789).putInt(3).putInt(3).put(new byte[] {7, 8, 9});
            PcapReader reader = new PcapReader(new ByteArrayInputStream(pcap.array()));
            Frame frame = reader.next();
            assertThat(frame.timeNanos()).isEqualTo(1_700_000_000_123_456_789L);
            assertThat(frame.bytes()).containsExactly(7, 8, 9);
            assertThat(reader.next()).isNull();
        }
    }

    private static Object decode(String hex) {
        return decode(bytes(hex));
    }

    private static Object decode(byte[] frame) {
        return FrameDecoder.decode(new Frame(42, frame));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
}
