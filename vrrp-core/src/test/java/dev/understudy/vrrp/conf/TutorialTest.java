// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The published set-up, byte for byte: what is said about it, what it becomes, and what it should have been. */
class TutorialTest {
    private static final String SCRIPT = "/etc/keepalived/haproxy_check.sh";

    private final List<KeepalivedConf> nodes = new ArrayList<>();

    @BeforeEach
    void read() {
        for (String name : List.of("rabbitmq1.conf", "rabbitmq2.conf")) {
            Map<Path, String> files = Map.of(
                    Path.of(name),
                    Confs.resource("tutorial/" + name),
                    Path.of(SCRIPT),
                    Confs.resource("tutorial/haproxy_check.sh"));
            nodes.add(KeepalivedConf.read(Path.of(name), ConfOptions.ofTexts(files)));
        }
    }

    @Test
    void everythingThatIsSaidAboutIt() {
        List<Diagnostic> all = new ArrayList<>();
        nodes.forEach(node -> all.addAll(node.diagnostics()));
        all.addAll(PairCheck.compare(nodes));
        String text = all.stream().map(d -> d + "\n").collect(Collectors.joining());
        assertThat(text).isEqualTo(Confs.resource("tutorial/diagnostics.txt"));
    }

    @Test
    void theRoutersItConfigures() {
        assertThat(nodes).allSatisfy(node -> {
            assertThat(node.refused()).isFalse();
            assertThat(node.routers()).hasSize(1);
            ConfiguredRouter router = node.routers().get(0);
            assertThat(router.config().id()).hasToString("eno1/ipv4/167");
            assertThat(router.config().addresses()).hasToString("[10.171.48.30/32]");
            assertThat(router.config().priority()).isEqualTo(100);
            assertThat(router.checks()).extracting(TrackedCheck::weight).containsExactly(-20);
        });
        assertThat(nodes.get(0).routers().get(0).config().preempt())
                .as("cleared by state MASTER")
                .isTrue();
        assertThat(nodes.get(1).routers().get(0).config().preempt()).isFalse();
    }

    @Test
    void theRepairedPair() {
        Repair repair = Repair.of(nodes);
        assertThat(repair.obstacles()).isEmpty();
        assertThat(repair.files())
                .hasSize(2)
                .allSatisfy(
                        file -> assertThat(file.text()).isEqualTo(Confs.resource("tutorial/repaired/" + file.of())));
    }

    /** Version 2 and the password are kept, because both nodes must change them together: that is all there is left to say. */
    @Test
    void whatIsLeftToSayAboutTheRepairedPair() {
        List<KeepalivedConf> repaired = new ArrayList<>();
        for (Repair.File file : Repair.of(nodes).files()) {
            KeepalivedConf conf = KeepalivedConf.read(file.of(), ConfOptions.ofTexts(Map.of(file.of(), file.text())));
            assertThat(conf.diagnostics())
                    .extracting(d -> d.message().substring(0, 20))
                    .containsExactly("a dead Active is not", "the password travels");
            repaired.add(conf);
        }
        assertThat(PairCheck.compare(repaired)).isEmpty();
        assertThat(repaired)
                .extracting(c -> c.routers().get(0).config().priority())
                .containsExactly(101, 100);
        assertThat(repaired).allSatisfy(conf -> {
            ConfiguredRouter router = conf.routers().get(0);
            assertThat(router.config().preempt()).isFalse();
            PolledCheck check = (PolledCheck) router.checks().get(0).check();
            assertThat(router.checks().get(0).weight()).isZero();
            assertThat(check.probe()).isEqualTo(new Probe.Process("haproxy"));
            assertThat(check.restart().orElseThrow().argv())
                    .containsExactly("/usr/local/haproxy/sbin/haproxy", "-f", "/etc/haproxy/haproxy.cfg");
        });
    }
}
