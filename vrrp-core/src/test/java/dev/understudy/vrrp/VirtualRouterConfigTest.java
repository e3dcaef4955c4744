// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value has its range, and the refusal names field, value and rule. */
class VirtualRouterConfigTest {
    private static VirtualRouterConfigBuilder builder() {
        return VirtualRouterConfig.builder("eth0", 51).address("192.0.2.10/24");
    }

    private static VirtualRouterConfigBuilder v2() {
        return builder().version(VrrpVersion.V2);
    }

    private static void refused(VirtualRouterConfigBuilder builder, String... parts) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void defaultsAreTheProtocols() {
        VirtualRouterConfig config = builder().build();

        assertThat(config.name()).isEqualTo("eth0/ipv4/51");
        assertThat(config.version()).isEqualTo(VrrpVersion.V3);
        assertThat(config.priority()).isEqualTo(100);
        assertThat(config.advertisementInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.preempt()).isTrue();
        assertThat(config.preemptDelay()).isZero();
        assertThat(config.checksumForm()).isEqualTo(ChecksumForm.PSEUDO_HEADER);
        assertThat(config.strictChecksum()).isFalse();
        assertThat(config.owner()).isFalse();
        assertThat(config.announcements()).isEqualTo(Announcements.DEFAULT);
    }

    @Test
    void whatIsSetIsKept() {
        VirtualRouterConfig config = v2().name("web")
                .priority(255)
                .preempt(false)
                .preemptDelay(Duration.ofSeconds(1000))
                .advertisementInterval(Duration.ofSeconds(255))
                .excludedAddress(VirtualAddress.parse("192.0.2.11/24"))
                .sourceAddress(VirtualAddress.literal("192.0.2.1"))
                .password(new SimplePassword("x"))
                .checksumForm(ChecksumForm.MESSAGE_ONLY)
                .strictChecksum(true)
                .announcements(new Announcements(1, Duration.ZERO, Duration.ofDays(1), 100))
                .build();

        assertThat(config.name()).isEqualTo("web");
        assertThat(config.owner()).isTrue();
        assertThat(config.preempt()).isFalse();
        assertThat(config.preemptDelay()).isEqualTo(Duration.ofSeconds(1000));
        assertThat(config.advertisementInterval()).isEqualTo(Duration.ofSeconds(255));
        assertThat(config.allAddresses()).hasSize(2);
        assertThat(config.sourceAddress()).contains(VirtualAddress.literal("192.0.2.1"));
        assertThat(config.password()).contains(new SimplePassword("x"));
        assertThat(config.strictChecksum()).isTrue();
        assertThat(config.announcements().refreshRepeat()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256})
    void t8Vrid(int vrid) {
        assertThatThrownBy(() -> VirtualRouterConfig.builder("eth0", vrid)
                        .address("192.0.2.10/24")
                        .build())
                .hasMessageContainingAll("virtual router id " + vrid, "1..255", "T8");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256})
    void t9Priority(int priority) {
        refused(builder().priority(priority), "priority " + priority, "1..255", "T9");
    }

    @Test
    void p1IntervalOfVersion3() {
        assertThat(builder().advertisementInterval(Duration.ofMillis(10)).build())
                .isNotNull();
        assertThat(builder().advertisementInterval(Duration.ofMillis(40_950)).build())
                .isNotNull();
        for (long millis : new long[] {-1_000, 0, 9, 15, 40_960, 41_000, Long.MAX_VALUE}) {
            refused(builder().advertisementInterval(Duration.ofMillis(millis)), "interval", "P1");
        }
        refused(builder().advertisementInterval(Duration.ofSeconds(Long.MAX_VALUE)), "P1");
        refused(builder().advertisementInterval(Duration.ofNanos(10_000_001)), "P1");
    }

    /** A sub-second interval cannot be encoded in version 2. */
    @Test
    void t21IntervalOfVersion2() {
        assertThat(v2().advertisementInterval(Duration.ofSeconds(255)).build()).isNotNull();
        for (long millis : new long[] {-1_000, 0, 500, 1_500, 256_000, Long.MAX_VALUE}) {
            refused(v2().advertisementInterval(Duration.ofMillis(millis)), "interval", "T21");
        }
    }

    @Test
    void p9PreemptDelay() {
        refused(builder().preemptDelay(Duration.ofMillis(-1)), "preempt delay", "P9");
        refused(builder().preemptDelay(Duration.ofMillis(1_000_001)), "preempt delay", "P9");
    }

    @Test
    void t10AddressCount() {
        refused(VirtualRouterConfig.builder("eth0", 51), "0 addresses", "1..255", "T10");
        assertThat(ipv4Addresses(255).build().addresses()).hasSize(255);
        refused(ipv4Addresses(256), "256 addresses", "T10");
        assertThat(ipv6Addresses(89).build().addresses()).hasSize(89);
        refused(ipv6Addresses(90), "90 addresses", "1..89");
    }

    private static VirtualRouterConfigBuilder ipv4Addresses(int count) {
        VirtualRouterConfigBuilder builder = VirtualRouterConfig.builder("eth0", 51);
        for (int i = 0; i < count; i++) {
            builder.address("10.0." + i / 200 + "." + (1 + i % 200));
        }
        return builder;
    }

    private static VirtualRouterConfigBuilder ipv6Addresses(int count) {
        VirtualRouterConfigBuilder builder = VirtualRouterConfig.builder("eth0", 51);
        for (int i = 0; i < count; i++) {
            builder.address("fe80::" + Integer.toHexString(i + 1));
        }
        return builder;
    }

    @Test
    void excludedAddressesAreBounded() {
        VirtualRouterConfigBuilder builder = builder();
        for (int i = 0; i < 1024; i++) {
            builder.excludedAddress(VirtualAddress.parse("10.1." + i / 200 + "." + (1 + i % 200)));
        }
        assertThat(builder.build().allAddresses()).hasSize(1025);
        refused(builder.excludedAddress(VirtualAddress.parse("10.9.9.9")), "1025 excluded", "1024");
    }

    @Test
    void t15FirstIpv6AddressIsLinkLocal() {
        refused(VirtualRouterConfig.builder("eth0", 51).address("2001:db8::1/64"), "not link-local", "T15");
    }

    @Test
    void t16OneFamily() {
        refused(builder().address("fe80::1/64"), "fe80:0:0:0:0:0:0:1/64", "ipv4", "T16");
        refused(builder().family(AddressFamily.IPV6), "192.0.2.10/24", "ipv6", "T16");
    }

    @Test
    void excludedAddressesMayBeOfTheOtherFamily() {
        assertThat(builder()
                        .excludedAddress(VirtualAddress.parse("2001:db8::1/64"))
                        .build())
                .isNotNull();
    }

    @Test
    void noAddressTwice() {
        refused(builder().address("192.0.2.10/32"), "192.0.2.10/32", "twice");
        refused(builder().excludedAddress(VirtualAddress.parse("192.0.2.10/24")), "twice");
        assertThat(builder()
                        .address(VirtualAddress.parse("192.0.2.10/24").onDevice("eth1"))
                        .build())
                .isNotNull();
    }

    @Test
    void version2IsIpv4AndVersion3HasNoPassword() {
        refused(VirtualRouterConfig.builder("eth0", 51).address("fe80::1/64").version(VrrpVersion.V2), "IPv4 only");
        refused(builder().password(new SimplePassword("x")), "password needs version 2");
    }

    @Test
    void f7SourceIsNoVirtualAddress() {
        refused(builder().sourceAddress(VirtualAddress.literal("192.0.2.10")), "virtual addresses", "F7");
        refused(
                builder()
                        .excludedAddress(VirtualAddress.parse("192.0.2.11/24"))
                        .sourceAddress(VirtualAddress.literal("192.0.2.11")),
                "F7");
        refused(builder().sourceAddress(VirtualAddress.literal("fe80::9")), "is not ipv4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789abcdef", "a b", "a/b", "a:b", "a\tb", ".", ".."})
    void interfaceNamesAreLinuxs(String name) {
        assertThatThrownBy(() -> VirtualRouterConfig.builder(name, 51)
                        .address("192.0.2.10/24")
                        .build())
                .hasMessageContaining("interface name '" + name + "'");
    }

    @Test
    void announcementsHaveRanges() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Announcements(0, second, second, 1)).hasMessageContaining("repeat 0");
        assertThatThrownBy(() -> new Announcements(101, second, second, 1)).hasMessageContaining("repeat 101");
        assertThatThrownBy(() -> new Announcements(1, second, second, 0)).hasMessageContaining("refreshRepeat 0");
        assertThatThrownBy(() -> new Announcements(1, Duration.ofMillis(-1), second, 1))
                .hasMessageContaining("secondBurstAfter");
        assertThatThrownBy(() -> new Announcements(1, second, Duration.ofHours(25), 1))
                .hasMessageContaining("refresh");
    }
}
