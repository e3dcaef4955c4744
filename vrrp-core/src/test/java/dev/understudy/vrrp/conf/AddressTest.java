// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.VirtualAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The entries of virtual_ipaddress. */
class AddressTest {
    private static KeepalivedConf conf(String entry) {
        return Confs.read("vrrp_instance VI {\ninterface eth0\nvirtual_router_id 7\nversion 3\nvirtual_ipaddress {\n"
                + entry + "\n}\n}\n");
    }

    private static VirtualAddress address(String entry) {
        KeepalivedConf conf = conf(entry);
        assertThat(conf.refused()).as("%s", conf.diagnostics()).isFalse();
        return conf.routers().get(0).config().addresses().get(0);
    }

    @Test
    void options() {
        VirtualAddress address = address("192.0.2.10/24 dev eth1 brd + label eth1:v scope link noprefixroute");
        assertThat(address).hasToString("192.0.2.10/24");
        assertThat(address.device()).contains("eth1");
        assertThat(address.broadcast()).get().hasToString("/192.0.2.255");
        assertThat(address.label()).contains("eth1:v");
        assertThat(address.scope()).isEqualTo(253);
        assertThat(address.prefixRoute()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.130/25 brd -,192.0.2.128",
        "192.0.2.130/30 brd +,192.0.2.131",
        "192.0.2.130/24 broadcast 192.0.2.9,192.0.2.9"
    })
    void broadcasts(String entry, String broadcast) {
        assertThat(address(entry).broadcast().orElseThrow().getHostAddress()).isEqualTo(broadcast);
    }

    @Test
    void withoutPrefixItStandsAlone() {
        KeepalivedConf conf = conf("192.0.2.10");
        assertThat(conf.routers().get(0).config().addresses())
                .extracting(VirtualAddress::toString)
                .containsExactly("192.0.2.10/32");
        assertThat(Confs.said(conf)).singleElement().asString().startsWith("6:1: lint: no prefix length");
        assertThat(conf("192.0.2.10/32").diagnostics()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"home", "-nodad", "no_track", "preferred_lft 0", "autojoin", "mngtmpaddr"})
    void withoutEffect(String option) {
        assertThat(Confs.said(conf("192.0.2.10/24 " + option)))
                .containsExactly("6:15: warning: '" + option.split(" ")[0] + "' has no effect here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "192.0.2.10/24 peer 192.0.2.11; 15: refuse: 'peer' is not supported for a virtual address",
                "192.0.2.10/24 use_vmac; 15: refuse: 'use_vmac' is not supported for a virtual address",
                "192.0.2.10/24 192.0.2.11; 15: refuse: '192.0.2.11' after an address: expected dev, brd, label, scope or noprefixroute, and one address in a line",
                "192.0.2.10/33; 1: refuse: prefix length 33 is not within 0..32",
                "192.0.2.10/; 1: refuse: '' in '192.0.2.10/' is not a prefix length",
                "example.com; 1: refuse: 'example.com' is not an IPv4 or IPv6 address",
                "192.0.2.10/24 dev; 15: refuse: 'dev' needs a value",
                "192.0.2.10/24 scope far; 21: refuse: 'far' for 'scope' is not a decimal number within 0..255",
                "192.0.2.10/24 label abcdefghijklmnop; 1: refuse: label 'abcdefghijklmnop' is not 1 to 15 characters",
                "127.0.0.1; 1: refuse: 127.0.0.1 is an unspecified, loopback or multicast address: no host can hold it"
            })
    void refused(String entry, String message) {
        assertThat(Confs.said(conf(entry))).containsExactly("6:" + message);
    }

    @Test
    void anotherFamilyIsRefusedUnlessItIsExcluded() {
        assertThat(Confs.said(conf("192.0.2.10/24\n2001:db8::1/64")))
                .singleElement()
                .asString()
                .startsWith("7:1: refuse: 2001:db8:0:0:0:0:0:1/64 is ipv6");
        KeepalivedConf excluded = conf("192.0.2.10/24\n}\nvirtual_ipaddress_excluded {\n2001:db8::1/64");
        assertThat(excluded.diagnostics()).isEmpty();
        assertThat(excluded.routers().get(0).config().excludedAddresses()).hasSize(1);
    }

    @Test
    void blocksAddUp() {
        KeepalivedConf conf = conf("192.0.2.10/24\n}\nvirtual_ipaddress {\n192.0.2.11/24");
        assertThat(conf.diagnostics()).isEmpty();
        assertThat(conf.routers().get(0).config().addresses())
                .extracting(VirtualAddress::toString)
                .isEqualTo(List.of("192.0.2.10/24", "192.0.2.11/24"));
        assertThat(Confs.said(conf("192.0.2.10/24\n192.0.2.10/24")))
                .singleElement()
                .asString()
                .contains("is listed twice");
    }
}
