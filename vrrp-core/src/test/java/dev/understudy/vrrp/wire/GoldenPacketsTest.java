// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.ChecksumForm;
import dev.understudy.vrrp.PacketBuilder;
import dev.understudy.vrrp.SimplePassword;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpVersion;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets that keepalived 2.2.7 put on a wire: read as it meant them, and written byte for byte the same. */
class GoldenPacketsTest {
    private static final VirtualRouterConfig V2 = VirtualRouterConfig.builder("eth0", 51)
            .version(VrrpVersion.V2)
            .priority(150)
            .password(new SimplePassword("s3cret"))
            .address("192.0.2.100/24")
            .address("198.51.100.7/24")
            .build();
    private static final VirtualRouterConfig V3 = VirtualRouterConfig.builder("eth0", 52)
            .priority(150)
            .advertisementInterval(Duration.ofMillis(500))
            .address("192.0.2.100/24")
            .address("198.51.100.7/24")
            .strictChecksum(true)
            .build();
    private static final VirtualRouterConfig V6 = VirtualRouterConfig.builder("eth0", 53)
            .priority(150)
            .address("fe80::53/64")
            .address("2001:db8::100/64")
            .build();

    static Stream<Arguments> packets() {
        Advertisement v2 = new Advertisement(2, 51, 150, 1, 1, addresses("192.0.2.100", "198.51.100.7"));
        Advertisement v3 = new Advertisement(3, 52, 150, 50, 0, addresses("192.0.2.100", "198.51.100.7"));
        Advertisement v6 = new Advertisement(3, 53, 150, 100, 0, addresses("fe80::53", "2001:db8::100"));
        return Stream.of(
                Arguments.of("keepalived-v2-pass", V2, v2),
                Arguments.of("keepalived-v2-pass-resign", V2, resigned(v2)),
                Arguments.of("keepalived-v3-ipv4", V3, v3),
                Arguments.of("keepalived-v3-ipv4-resign", V3, resigned(v3)),
                Arguments.of("keepalived-v3-ipv6", V6, v6),
                Arguments.of("keepalived-v3-ipv6-resign", V6, resigned(v6)));
    }

    private static List<java.net.InetAddress> addresses(String... literals) {
        return Stream.of(literals).map(PacketBuilder::literal).toList();
    }

    private static Advertisement resigned(Advertisement a) {
        return new Advertisement(a.version(), a.vrid(), 0, a.interval(), a.authenticationType(), a.addresses());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packets")
    void isAccepted(String file, VirtualRouterConfig config, Advertisement expected) {
        Packet packet = Packet.of(file, config.id().family());

        assertThat(new ReceiveRules(config).check(packet.view, packet.context)).isEqualTo(Verdict.ACCEPTED);
        if (config == V3) {
            assertThat(ReceiveRules.checksumForm(packet.view, packet.context)).isEqualTo(ChecksumForm.PSEUDO_HEADER);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packets")
    void isReadAsKeepalivedMeantIt(String file, VirtualRouterConfig config, Advertisement expected) {
        Packet packet = Packet.of(file, config.id().family());

        assertThat(Advertisement.parse(packet.message, config.id().family())).isEqualTo(expected);
        assertThat(new AdvertisementWriter(config).sameAddresses(packet.view)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packets")
    void isWrittenByteForByte(String file, VirtualRouterConfig config, Advertisement expected) {
        Packet packet = Packet.of(file, config.id().family());
        AdvertisementWriter writer = new AdvertisementWriter(config);
        ByteBuffer target = ByteBuffer.allocate(writer.length() + 5);

        int length =
                writer.write(target, 5, expected.priority(), packet.context.sourceHigh(), packet.context.sourceLow());

        assertThat(length).isEqualTo(writer.length()).isEqualTo(packet.message.length);
        assertThat(Arrays.copyOfRange(target.array(), 5, 5 + length)).isEqualTo(packet.message);
    }

    /** A message with what its IP header says. */
    private static final class Packet {
        private final byte[] message;
        private final PacketContext context;
        private final AdvertisementView view;

        private Packet(byte[] bytes, int header, AddressFamily family, int source, int ttl) {
            ByteBuffer ip = ByteBuffer.wrap(bytes);
            message = Arrays.copyOfRange(bytes, header, bytes.length);
            context = new PacketContext().at(0, ttl, 0);
            if (family == AddressFamily.IPV4) {
                context.from(
                        family,
                        0,
                        Integer.toUnsignedLong(ip.getInt(source)),
                        0,
                        Integer.toUnsignedLong(ip.getInt(source + 4)));
            } else {
                context.from(
                        family,
                        ip.getLong(source),
                        ip.getLong(source + 8),
                        ip.getLong(source + 16),
                        ip.getLong(source + 24));
            }
            view = new AdvertisementView().wrap(ip, header, message.length);
        }

        static Packet of(String file, AddressFamily family) {
            byte[] bytes = HexFile.read(file);
            return family == AddressFamily.IPV4
                    ? new Packet(bytes, 20, family, 12, bytes[8] & 0xff)
                    : new Packet(bytes, 40, family, 8, bytes[7] & 0xff);
        }
    }
}
