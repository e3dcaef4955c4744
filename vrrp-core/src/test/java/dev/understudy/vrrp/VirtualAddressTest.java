// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.10, 192.0.2.10/32, IPV4",
        "192.0.2.10/24, 192.0.2.10/24, IPV4",
        "192.0.2.10/0, 192.0.2.10/0, IPV4",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1/128, IPV6",
        "fe80::1/64, fe80:0:0:0:0:0:0:1/64, IPV6",
    })
    void reads(String text, String expected, AddressFamily family) {
        assertThat(VirtualAddress.parse(text)).hasToString(expected);
        assertThat(VirtualAddress.parse(text).family()).isEqualTo(family);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/24",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.1.1",
                "192.0.2.010",
                "192.0.2.",
                "192.0.2.1x",
                "192.0.2.1 ",
                "0x7f.1.1.1",
                "1.2.3.1000",
                "example.org",
                "localhost",
                ":",
                "1:2",
                "fe80::1%eth0",
                "[fe80::1]",
                "::g",
                ".::1",
                "::ffff:192.0.2.1",
                "\u0661.2.3.4",
                "192.0.2.1/",
                "192.0.2.1/x",
                "192.0.2.1/-1",
                "192.0.2.1/+1",
                "192.0.2.1/0024",
                "192.0.2.1/33",
                "2001:db8::1/129",
                "192.0.2.1/24/24"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> VirtualAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "224.0.0.18", "::", "::1", "ff02::12"})
    void refusesWhatNoHostCanHold(String text) {
        assertThatThrownBy(() -> VirtualAddress.parse(text)).hasMessageContaining("no host can hold it");
    }

    @Test
    void labelsAndBroadcastAddressesAreIpv4() {
        assertThat(address("192.0.2.1", "192.0.2.255", "eth0:1")).isNotNull();
        assertThatThrownBy(() -> address("fe80::1", null, "eth0:1")).hasMessageContaining("IPv4");
        assertThatThrownBy(() -> address("fe80::1", "192.0.2.255", null)).hasMessageContaining("IPv4");
        assertThatThrownBy(() -> address("192.0.2.1", "fe80::2", null)).hasMessageContaining("is not IPv4");
        assertThatThrownBy(() -> address("192.0.2.1", null, "")).hasMessageContaining("1 to 15");
        assertThatThrownBy(() -> address("192.0.2.1", null, "0123456789abcdef")).hasMessageContaining("1 to 15");
        assertThat(address("192.0.2.1", null, "0123456789abcde").label()).isPresent();
    }

    private static VirtualAddress address(String text, String broadcast, String label) {
        return new VirtualAddress(
                VirtualAddress.literal(text),
                24,
                Optional.empty(),
                Optional.ofNullable(broadcast).map(VirtualAddress::literal),
                Optional.ofNullable(label),
                0,
                true);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 256})
    void scopesAreBytes(int scope) {
        assertThatThrownBy(() -> new VirtualAddress(
                        VirtualAddress.literal("192.0.2.1"),
                        24,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        scope,
                        true))
                .hasMessageContaining("scope " + scope);
    }

    @Test
    void canSitOnAnotherInterface() {
        VirtualAddress plain = VirtualAddress.parse("192.0.2.1/24");

        assertThat(plain.device()).isEmpty();
        assertThat(plain.onDevice("eth1").device()).contains("eth1");
        assertThat(plain.onDevice("eth1").prefixLength()).isEqualTo(24);
        assertThatThrownBy(() -> plain.onDevice("a/b")).hasMessageContaining("interface name");
    }
}
