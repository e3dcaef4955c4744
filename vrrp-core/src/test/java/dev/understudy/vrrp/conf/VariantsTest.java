// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How the tutorial's configuration is written down elsewhere. */
class VariantsTest {
    private static final String SECURE = "global_defs {\nscript_user root\nenable_script_security\n}\n";

    private static List<String> instance(String lines) {
        return Confs.said(Confs.read(Confs.instance(lines)));
    }

    @Test
    void aGluedBraceIsRead() {
        KeepalivedConf conf =
                Confs.read(SECURE + "vrrp_script x{\nscript y\nfall 2\n}\n" + Confs.instance("track_script{\nx\n}"));
        assertThat(conf.diagnostics()).isEmpty();
        assertThat(conf.routers().get(0).checks())
                .extracting(t -> t.check().name())
                .containsExactly("x");
    }

    @Test
    void slashesStartNoComment() {
        assertThat(instance("// a comment"))
                .containsExactly(
                        "9:1: lint: '//' does not start a comment: keepalived reads an unknown keyword; use '#' or '!'");
        assertThat(instance("advert_int 2 // seconds"))
                .containsExactly(
                        "9:14: lint: '//' does not start a comment: keepalived reads these words as values; use '#' or '!'");
        assertThat(instance("virtual_ipaddress {\n192.0.2.11/24 //two\n}"))
                .singleElement()
                .asString()
                .startsWith("10:15: lint: '//'");
        assertThat(Confs.read(Confs.instance("advert_int 2 // 3"))
                        .routers()
                        .get(0)
                        .config()
                        .advertisementInterval())
                .hasSeconds(2);
    }

    @Test
    void slashesDoNotCommentOutABlock() {
        KeepalivedConf conf = Confs.read(Confs.instance("// track_interface {\n//  eth1\n// }"));
        assertThat(Confs.said(conf)).contains("9:20: refuse: '//' does not comment out a block: the block is skipped");
        assertThat(conf.routers().get(0).checks()).isEmpty();
    }

    @Test
    void aMisspeltSourceAddress() {
        assertThat(instance("master_src_ip 192.0.2.1"))
                .containsExactly(
                        "9:1: refuse: unknown keyword 'master_src_ip' in vrrp_instance, did you mean 'mcast_src_ip'?");
    }

    @Test
    void textGluedToANumber() {
        assertThat(instance("priority 100,text"))
                .contains("9:10: refuse: '100,text' for 'priority' is not a decimal number within 1..255");
        assertThat(instance("advert_int 2 text"))
                .containsExactly("9:14: lint: 'text' after 'advert_int' is ignored; is a '#' missing?");
    }

    @Test
    void aMissingBrace() {
        KeepalivedConf conf = Confs.read(Confs.instance().replace("VI {", "VI"));
        assertThat(Confs.said(conf))
                .containsExactly("1:1: refuse: 'vrrp_instance' needs a block: expected '{' after it");
        assertThat(conf.routers()).hasSize(1);
        KeepalivedConf inner = Confs.read(Confs.instance("track_interface\neth1\n}"));
        assertThat(Confs.said(inner))
                .containsExactly("9:1: refuse: 'track_interface' needs a block: expected '{' after it");
        assertThat(inner.routers().get(0).checks()).hasSize(1);
    }

    @Test
    void anEntryInPlaceOfItsBlock() {
        assertThat(instance("track_script chk\nadvert_int 2"))
                .containsExactly("9:1: refuse: 'track_script' needs a block: expected '{' after it");
    }

    @Test
    void aMissingClosingBrace() {
        String open = Confs.instance().stripTrailing();
        assertThat(Confs.said(Confs.read(open.substring(0, open.length() - 1) + "vrrp_script x {\nscript y\n}\n")))
                .contains("10:1: refuse: 'vrrp_script' does not belong in vrrp_instance: is a '}' missing before it?");
    }

    @Test
    void threeNotifyMasterLines() {
        assertThat(instance("notify_master /a\nnotify_master /b\nnotify_master /c"))
                .containsExactly(
                        "9:1: warning: 'notify_master' is not run: listen to the router's transitions instead",
                        "10:1: lint: 'notify_master' is written again: this one counts, the one in line 9 does not",
                        "11:1: lint: 'notify_master' is written again: this one counts, the one in line 10 does not");
    }

    @Test
    void aGluedBraceAndASlipInTheBalancersPart() {
        assertThat(
                        Confs.said(
                                Confs.read(
                                        Confs.instance()
                                                + "virtual_server 172.16.0.1 80{\nreal_server 172.16.0.2 80{\nTCP_CHECK{\nconnetc_port 80\n}\n}\n}\n")))
                .containsExactly(
                        "11:1: warning: 'virtual_server' is skipped with its block: load balancing is keepalived's other half",
                        "14:1: lint: unknown keyword 'connetc_port', did you mean 'connect_port'? keepalived ignores it");
    }

    @Test
    void weightOne() {
        assertThat(Confs.said(Confs.read(SECURE + "vrrp_script x {\nscript y\nfall 2\nweight 1\n}\n"
                        + Confs.instance("track_script {\nx\n}"))))
                .containsExactly(
                        "19:1: lint: 'x' with weight 1 moves the address only between nodes of equal priority; use weight 0, which is a"
                                + " fault");
    }
}
