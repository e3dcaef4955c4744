// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two nodes that must agree. */
class PairCheckTest {
    private static final String AUTH = "authentication {\nauth_type PASS\nauth_pass ";

    private static KeepalivedConf node(String name, String lines) {
        String conf = "vrrp_instance VI {\ninterface eth0\n"
                + (lines.contains("virtual_router_id") ? "" : "virtual_router_id 7\n")
                + (lines.contains("virtual_ipaddress") ? "" : "virtual_ipaddress {\n192.0.2.10/24\n}\n") + lines
                + "\n}\n";
        return KeepalivedConf.read(Path.of(name), ConfOptions.ofTexts(Map.of(Path.of(name), conf)));
    }

    private static List<String> compare(String first, String second) {
        return PairCheck.compare(List.of(node("a", "priority 101\n" + first), node("b", "priority 100\n" + second)))
                .stream()
                .map(Diagnostic::toString)
                .toList();
    }

    @Test
    void nodesThatAgree() {
        assertThat(compare("", "")).isEmpty();
        assertThat(compare(
                        "version 3\nnopreempt\nmcast_src_ip 192.0.2.1", "version 3\nnopreempt\nmcast_src_ip 192.0.2.2"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "virtual_router_id 8; virtual_router_id 9; 'virtual_router_id' is 9 here and 8 there (a:7:1): both become Active",
                "version 3; version 2; 'version' is 2 here and 3 there (a:8:1): both become Active",
                "advert_int 1; advert_int 2; 'advert_int' is 2 s here and 1 s there (a:8:1): both become Active (R12)"
            })
    void whatMakesBothActive(String first, String second, String message) {
        assertThat(compare(first, second))
                .hasSize(1)
                .allSatisfy(s ->
                        assertThat(s).startsWith("b:").contains(": refuse: ").endsWith(message));
    }

    @Test
    void passwords() {
        assertThat(compare(AUTH + "abc\n}", AUTH + "abd\n}"))
                .containsExactly("b:10:1: refuse: the passwords differ (a:10:1): both become Active (R14)");
        assertThat(compare(AUTH + "abc\n}", "")).singleElement().asString().contains("only one node has a password");
        assertThat(compare(AUTH + "12345678a\n}", AUTH + "12345678b\n}"))
                .singleElement()
                .asString()
                .contains("lint: the passwords differ after");
    }

    @Test
    void intervalsOfVersionThreeAreLearned() {
        assertThat(compare("version 3\nadvert_int 1", "version 3\nadvert_int 2"))
                .singleElement()
                .asString()
                .contains("b:9:1: lint: 'advert_int'");
    }

    @Test
    void addresses() {
        assertThat(compare(
                        "virtual_ipaddress {\n192.0.2.10/24\n192.0.2.11/24\n}",
                        "virtual_ipaddress {\n192.0.2.11/24\n192.0.2.12/24\n}"))
                .singleElement()
                .asString()
                .startsWith(
                        "b:5:1: lint: the addresses differ (a:5:1), only here: [192.0.2.12/24], only there: [192.0.2.10/24]");
    }

    @Test
    void copiedSources() {
        String source = "mcast_src_ip 192.0.2.1";
        assertThat(compare(source, source))
                .singleElement()
                .asString()
                .contains("refuse")
                .contains("(R15)");
        assertThat(compare(source, source + "\npriority 101"))
                .singleElement()
                .asString()
                .endsWith("both stay Active for ever");
    }

    @Test
    void equalPriorities() {
        assertThat(compare("", "priority 101"))
                .singleElement()
                .asString()
                .startsWith("b:8:1: lint: the priority is 101 on both nodes (a:7:1)");
    }

    @Test
    void twoMasters() {
        assertThat(compare("state MASTER", "state MASTER"))
                .singleElement()
                .asString()
                .contains("both nodes say 'state MASTER'");
    }

    @Test
    void oneOfThemPreempts() {
        assertThat(compare("nopreempt", ""))
                .singleElement()
                .asString()
                .startsWith("b:7:1: lint: this node preempts, the other does not (a:8:1)");
    }

    @Test
    void weightsThatDoNotReach() {
        String track = "track_interface {\neth1 weight ";
        assertThat(compare(track + "-20\n}", track + "-20\n}")).isEmpty();
        assertThat(compare("priority 150\n" + track + "-20\n}", track + "-20\n}"))
                .singleElement()
                .asString()
                .startsWith(
                        "a:10:1: lint: when 'eth1' fails, the priority falls from 150 to 130, still more than the other's 100");
        assertThat(compare("priority 120\n" + track + "30\n}", track + "30\n}")).isEmpty();
        assertThat(compare("nopreempt\n" + track + "-20\n}", "nopreempt\n" + track + "-20\n}"))
                .containsExactly(
                        "a:10:1: lint: when 'eth1' fails, the priority falls from 101 to 81, but the other node, 100, does not preempt"
                                + " (b:8:1): the address does not move",
                        "b:10:1: lint: when 'eth1' fails, the priority falls from 100 to 80, but the other node, 101, does not preempt"
                                + " (a:8:1): the address does not move");
    }

    @Test
    void differentChecks() {
        assertThat(compare("track_interface {\neth1\n}", ""))
                .singleElement()
                .asString()
                .contains("track different things: [] here, [eth1] there");
    }

    @Test
    void anInstanceAlone() {
        KeepalivedConf two = KeepalivedConf.read(
                Path.of("c"),
                ConfOptions.ofTexts(Map.of(
                        Path.of("c"),
                        Confs.instance() + Confs.instance().replace("VI", "VJ").replace("id 7", "id 8"))));
        KeepalivedConf one = node("a", "version 3\npriority 9");
        assertThat(PairCheck.compare(List.of(one, two)))
                .extracting(Diagnostic::toString)
                .containsExactly("c:11:15: lint: 'VJ' has no counterpart in a: nobody takes over");
        assertThat(PairCheck.compare(List.of(two, one))).hasSize(1);
    }

    @Test
    void instancesBelongTogetherByNameElseByVrid() {
        KeepalivedConf other = KeepalivedConf.read(
                Path.of("c"),
                ConfOptions.ofTexts(Map.of(Path.of("c"), Confs.instance().replace("VI", "OTHER"))));
        assertThat(PairCheck.compare(List.of(node("a", "version 3\npriority 9"), other)))
                .isEmpty();
    }
}
