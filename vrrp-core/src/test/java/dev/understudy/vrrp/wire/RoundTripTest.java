// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.ChecksumForm;
import dev.understudy.vrrp.PacketBuilder;
import dev.understudy.vrrp.SimplePassword;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterConfigBuilder;
import dev.understudy.vrrp.VrrpVersion;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the writer writes for any configuration, an independent encoder writes too, and a router of that configuration accepts. */
class RoundTripTest {
    private static final int CONFIGURATIONS = 2_000;

    @Test
    void generatedConfigurations() {
        for (int seed = 0; seed < CONFIGURATIONS; seed++) {
            check(new Random(seed), seed);
        }
    }

    private static void check(Random random, int seed) {
        VirtualRouterConfig config = config(random);
        int priority = random.nextInt(256);
        AddressFamily family = config.id().family();
        InetAddress source = random(random, family, false);
        AdvertisementWriter writer = new AdvertisementWriter(config);
        ByteBuffer target = ByteBuffer.allocate(writer.length() + 8);

        int length = writer.write(target, 4, priority, IpBits.high(source), IpBits.low(source));

        byte[] message = Arrays.copyOfRange(target.array(), 4, 4 + length);
        assertThat(message).describedAs("seed %d", seed).isEqualTo(expected(config, priority, source));
        assertThat(Advertisement.parse(message, family))
                .describedAs("seed %d", seed)
                .isEqualTo(new Advertisement(
                        config.version().number(),
                        config.id().vrid(),
                        priority,
                        field(config),
                        config.password().isPresent() ? 1 : 0,
                        config.addresses().stream().map(VirtualAddress::address).toList()));
        AdvertisementView view = new AdvertisementView().wrap(target, 4, length);
        PacketContext context = new PacketContext()
                .from(
                        family,
                        IpBits.high(source),
                        IpBits.low(source),
                        IpBits.groupHigh(family),
                        IpBits.groupLow(family))
                .at(0, 255, 0);
        assertThat(new ReceiveRules(config).check(view, context))
                .describedAs("seed %d", seed)
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(view.intervalNanos())
                .isEqualTo(config.advertisementInterval().toNanos());
        assertThat(writer.sameAddresses(view)).isTrue();
    }

    private static int field(VirtualRouterConfig config) {
        long millis = config.advertisementInterval().toMillis();
        return (int) (config.version() == VrrpVersion.V2 ? millis / 1000 : millis / 10);
    }

    private static byte[] expected(VirtualRouterConfig config, int priority, InetAddress source) {
        String from = source.getHostAddress();
        PacketBuilder builder = config.version() == VrrpVersion.V2
                ? PacketBuilder.v2(from)
                : config.id().family() == AddressFamily.IPV6 ? PacketBuilder.v6(from) : PacketBuilder.v3(from);
        builder.vrid(config.id().vrid()).priority(priority).interval(field(config));
        config.password().ifPresent(p -> builder.password(p.text()));
        for (VirtualAddress address : config.addresses()) {
            builder.address(address.address().getHostAddress());
        }
        boolean choice = config.version() == VrrpVersion.V3 && config.id().family() == AddressFamily.IPV4;
        if (choice && config.checksumForm() == ChecksumForm.MESSAGE_ONLY) {
            builder.sum(PacketBuilder.Sum.MESSAGE);
        }
        return builder.build();
    }

    private static VirtualRouterConfig config(Random random) {
        AddressFamily family = random.nextInt(3) == 0 ? AddressFamily.IPV6 : AddressFamily.IPV4;
        boolean v2 = family == AddressFamily.IPV4 && random.nextBoolean();
        VirtualRouterConfigBuilder builder = VirtualRouterConfig.builder("eth0", 1 + random.nextInt(255))
                .version(v2 ? VrrpVersion.V2 : VrrpVersion.V3)
                .advertisementInterval(
                        v2
                                ? Duration.ofSeconds(1 + random.nextInt(255))
                                : Duration.ofMillis(10L * (1 + random.nextInt(4095))))
                .checksumForm(random.nextBoolean() ? ChecksumForm.PSEUDO_HEADER : ChecksumForm.MESSAGE_ONLY)
                .strictChecksum(random.nextBoolean());
        if (v2 && random.nextBoolean()) {
            builder.password(new SimplePassword("correct horse".substring(0, 1 + random.nextInt(13))));
        }
        int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 89 : 4);
        for (int i = 0; i < count; i++) {
            builder.address(VirtualAddress.of(random(random, family, i == 0), 24));
        }
        return builder.build();
    }

    private static InetAddress random(Random random, AddressFamily family, boolean linkLocal) {
        byte[] bytes = new byte[family.addressBytes()];
        random.nextBytes(bytes);
        if (family == AddressFamily.IPV4) {
            bytes[0] = (byte) (128 + random.nextInt(96));
        } else {
            bytes[0] = (byte) (linkLocal ? 0xfe : 0x20);
            bytes[1] = (byte) (linkLocal ? 0x80 | bytes[1] & 0x3f : bytes[1]);
        }
        return IpBits.toAddress(
                family,
                family == AddressFamily.IPV4 ? 0 : ByteBuffer.wrap(bytes).getLong(0),
                family == AddressFamily.IPV4
                        ? ByteBuffer.wrap(bytes).getInt(0) & 0xffff_ffffL
                        : ByteBuffer.wrap(bytes).getLong(8));
    }
}
