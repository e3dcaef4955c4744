// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept, what changes, and what has to be settled by hand. The tutorial's pair is in {@link TutorialTest}. */
class RepairTest {
    private static KeepalivedConf node(String name, String text) {
        return KeepalivedConf.read(Path.of(name), ConfOptions.ofTexts(Map.of(Path.of(name), text)));
    }

    private static List<KeepalivedConf> repaired(KeepalivedConf... nodes) {
        Repair repair = Repair.of(List.of(nodes));
        assertThat(repair.obstacles()).isEmpty();
        List<KeepalivedConf> read = new ArrayList<>();
        for (Repair.File file : repair.files()) {
            read.add(node(file.of().toString(), file.text()));
        }
        return read;
    }

    @Test
    void theNodeWithTheHigherPriorityStaysAhead() {
        List<KeepalivedConf> nodes = repaired(
                node("a", Confs.instance("priority 50")),
                node("b", Confs.instance("priority 200")),
                node("c", Confs.instance("priority 90")));
        assertThat(nodes)
                .extracting(n -> n.routers().get(0).config().priority())
                .containsExactly(100, 102, 101);
        assertThat(nodes).allSatisfy(n -> assertThat(n.diagnostics()).isEmpty());
        assertThat(PairCheck.compare(nodes)).isEmpty();
    }

    @Test
    void whatTheAuthorChoseIsKept() {
        String text = "vrrp_script s {\nscript \"/bin/x 'a b'\"\ninterval 0.5\nuser u g\ninit_fail\nrise 4\n}\n"
                + "vrrp_script t {\nunderstudy_tcp \"[::1]:80\"\nunderstudy_restart y\ngrace 9\n}\n"
                + "vrrp_script h {\nunderstudy_http \"http://x/y\"\n}\n"
                + "vrrp_track_process p {\nprocess \"a b\"\nparam_match partial\nquorum 2\nquorum_max 3\nfull_command\n}\n"
                + "track_file f {\nfile /run/f\nweight 3\ninit_file 5\n}\n"
                + "vrrp_instance V {\ninterface eth0\nvirtual_router_id 9\nversion 3\nadvert_int 0.2\nstate MASTER\nnopreempt\npriority 7\n"
                + "mcast_src_ip 192.0.2.1\ngarp_master_refresh 30\nv3_checksum_as_v2\ndont_track_primary\ntrack_src_ip\n"
                + "track_script {\ns weight 5\nt\nh\n}\ntrack_process {\np\n}\ntrack_file {\nf weight -2\n}\ntrack_interface {\neth1 weight 3\n}\n"
                + "virtual_ipaddress {\n192.0.2.10/24 dev eth1 brd + label x scope link noprefixroute\n}\n"
                + "virtual_ipaddress_excluded {\n2001:db8::1/64\n}\n}\n";
        KeepalivedConf before = node("a", text);
        assertThat(before.refused()).isFalse();
        KeepalivedConf after = repaired(
                        before, node("b", text.replace("2.0.1", "2.0.2").replace("192.0.2.1\n", "192.0.2.2\n")))
                .get(0);
        ConfiguredRouter old = before.routers().get(0);
        ConfiguredRouter now = after.routers().get(0);
        assertThat(now.config())
                .usingRecursiveComparison()
                .ignoringFields("priority", "preempt")
                .isEqualTo(old.config());
        assertThat(now.config().preempt()).isFalse();
        assertThat(now.tracksInterface()).isFalse();
        assertThat(now.tracksSource()).isTrue();
        assertThat(now.checks())
                .extracting(t -> t.check().name() + ' ' + t.weight())
                .containsExactly("s 0", "t 0", "h 0", "p 0", "f -2", "eth1 0");
        PolledCheck script = (PolledCheck) now.checks().get(0).check();
        assertThat(script.probe()).isEqualTo(((PolledCheck) old.checks().get(0).check()).probe());
        assertThat(script.timeout()).hasMillis(500);
        assertThat(script.rise()).isEqualTo(4);
        assertThat(script.fall()).isEqualTo(2);
        assertThat(script.initFail()).isTrue();
        for (int check : new int[] {3, 4, 5}) {
            assertThat(now.checks().get(check).check())
                    .isEqualTo(old.checks().get(check).check());
        }
    }

    @Test
    void theWatchedProcessOfACommandLineIsFound() {
        String text =
                "vrrp_script s {\nscript \"killall -0 nginx\"\nweight 2\n}\n" + Confs.instance("track_script {\ns\n}");
        Repair repair = Repair.of(List.of(node("a", text), node("b", text)));
        assertThat(repair.files().get(0).text())
                .contains("understudy_process \"nginx\"")
                .contains("# No restart was found");
    }

    @Test
    void aCopiedSourceIsLeftOut() {
        String text = Confs.instance("mcast_src_ip 192.0.2.1");
        assertThat(Repair.of(List.of(node("a", text), node("b", text))).files())
                .allSatisfy(file -> assertThat(file.text()).contains("# mcast_src_ip 192.0.2.1 is left out"));
    }

    @Test
    void disagreementsAndRefusalsHaveToBeSettledFirst() {
        Repair repair = Repair.of(List.of(node("a", Confs.instance()), node("b", Confs.instance("version 2"))));
        assertThat(repair.files()).isEmpty();
        assertThat(repair.obstacles()).singleElement().asString().contains("'version' is 2 here and 3 there");
        assertThat(Repair.of(List.of(node("a", Confs.instance()), node("b", Confs.instance("use_vmac"))))
                        .obstacles())
                .hasSize(1);
    }
}
