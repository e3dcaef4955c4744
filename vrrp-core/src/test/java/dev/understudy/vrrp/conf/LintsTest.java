// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each lint, and what keeps it quiet. */
class LintsTest {
    private static final String SECURE = "global_defs {\nscript_user root\nenable_script_security\n}\n";

    private static List<String> instance(String lines) {
        return Confs.said(Confs.read(Confs.instanceWith("version 3\n" + lines)));
    }

    private static List<String> script(String global, String lines, String text) {
        String conf = global + "vrrp_script c {\nscript /opt/chk.sh\nfall 2\n" + lines + "\n}\n"
                + Confs.instance("track_script {\nc\n}");
        return Confs.said(
                Confs.read(text == null ? Map.of(Confs.FILE, conf) : Map.of(Confs.FILE, conf, "/opt/chk.sh", text)));
    }

    @Test
    void clearedNopreempt() {
        assertThat(instance("state BACKUP\npriority 9\nnopreempt")).isEmpty();
        assertThat(instance("state MASTER\npriority 9\nnopreempt"))
                .hasSize(2)
                .anySatisfy(s -> assertThat(s).startsWith("10:1: lint: 'nopreempt' is cleared by 'state MASTER'"));
        assertThat(instance("priority 255\nnopreempt"))
                .singleElement()
                .asString()
                .contains("cleared by priority 255");
    }

    @Test
    void masterIsOnlyAWish() {
        assertThat(instance("state MASTER\npriority 9"))
                .singleElement()
                .asString()
                .contains("does not make this node the Active");
        assertThat(instance("state MASTER\npriority 255")).isEmpty();
        assertThat(instance("state MASTER")).singleElement().asString().contains("makes it 255");
        assertThat(instance("state BACKUP\npriority 255"))
                .singleElement()
                .asString()
                .contains("has no effect with priority 255");
    }

    @Test
    void aWeightAgainstNopreempt() {
        String track = "track_interface {\neth1 weight -20\n}";
        assertThat(instance(track)).isEmpty();
        assertThat(instance("nopreempt\n" + track))
                .singleElement()
                .asString()
                .startsWith("10:1: lint: 'eth1' with weight -20 does not move");
        assertThat(instance("nopreempt\n" + track.replace("-20", "0"))).isEmpty();
    }

    @Test
    void passwords() {
        String auth = "authentication {\nauth_type PASS\nauth_pass 12345678x\n}";
        assertThat(Confs.said(Confs.read(Confs.instanceWith(auth))))
                .anySatisfy(
                        s -> assertThat(s).contains("travels in the clear").endsWith("only its first 8 bytes count"));
        assertThat(Confs.said(Confs.read(Confs.instanceWith(auth.replace("8x", "8")))))
                .anySatisfy(s -> assertThat(s).contains("travels in the clear").doesNotContain("only"));
    }

    @Test
    void detection() {
        assertThat(Confs.said(Confs.read(Confs.instanceWith("advert_int 2\npriority 56"))))
                .containsExactly(
                        "7:1: lint: a dead Active is noticed after 4.8 to 6.8 s; 'version 3' on every node allows shorter intervals");
        assertThat(instance("advert_int 2")).isEmpty();
    }

    @Test
    void aCheckNobodyTracks() {
        assertThat(Confs.said(Confs.read(SECURE + "vrrp_script c {\nscript x\nfall 2\n}\n" + Confs.instance())))
                .containsExactly("5:13: lint: 'c' is defined, but no instance tracks it");
    }

    @Test
    void oneGlitch() {
        String conf = SECURE + "vrrp_script c {\nscript x\n}\n" + Confs.instance("track_script {\nc\n}");
        assertThat(Confs.said(Confs.read(conf)))
                .singleElement()
                .asString()
                .startsWith("5:13: lint: no 'fall': one failed run");
        assertThat(Confs.said(Confs.read(conf.replace("script x", "script x\nfall 1"))))
                .isEmpty();
    }

    @Test
    void scriptSecurity() {
        assertThat(script("", "", "#!/bin/sh\n"))
                .singleElement()
                .asString()
                .startsWith("2:1: lint: no 'script_user' in global_defs");
        assertThat(script("global_defs {\nscript_user u\n}\n", "", "#!/bin/sh\n"))
                .singleElement()
                .asString()
                .contains("no 'enable_script_security'");
        assertThat(script(SECURE, "", "#!/bin/sh\n")).isEmpty();
    }

    @Test
    void theScriptItself() {
        assertThat(script(SECURE, "", null))
                .singleElement()
                .asString()
                .contains("/opt/chk.sh is not here: keepalived drops the check");
        assertThat(script(SECURE, "", "echo\n")).singleElement().asString().contains("/opt/chk.sh is not executable");
    }

    @Test
    void sleepingPastTheTimeout() {
        assertThat(script(SECURE, "interval 5", "#!/bin/sh\nsleep 3\n")).isEmpty();
        assertThat(script(SECURE, "interval 5\ntimeout 3", "#!/bin/sh\nsleep 3\n"))
                .containsExactly(
                        "9:1: lint: a run is ended after 3 s, but the script sleeps 3 s: it never gets further");
        assertThat(script(SECURE, "interval 2", "#!/bin/sh\nsleep 1\n# sleep 9\nsleep 1.5\n"))
                .containsExactly(
                        "8:1: lint: a run is ended after 2 s (no 'timeout': it is the interval), but the script sleeps 2.5 s: it"
                                + " never gets further");
    }

    @Test
    void killingKeepalived() {
        for (String kill : List.of(
                "killall keepalived",
                "pkill -9 keepalived",
                "systemctl stop keepalived",
                "/etc/init.d/keepalived stop")) {
            assertThat(script(SECURE, "", "#!/bin/sh\n" + kill + "\n"))
                    .singleElement()
                    .asString()
                    .contains("is no fail-safe: it would end");
        }
        assertThat(script(SECURE, "timeout 3", "#!/bin/sh\nsleep 3\npkill keepalived\n"))
                .anySatisfy(s -> assertThat(s).contains("is no fail-safe: the timeout ends the script before it"));
    }

    @Test
    void restartingInTheCheck() {
        for (String start : List.of(
                "systemctl restart haproxy",
                "service nginx start",
                "/usr/local/nginx/sbin/nginx",
                "/etc/init.d/x start")) {
            assertThat(script(SECURE, "", "#!/bin/sh\nif true; then\n  " + start + "\nfi\n"))
                    .singleElement()
                    .asString()
                    .contains("the script starts the service it checks ('" + start + "')");
        }
        assertThat(script(SECURE, "", "#!/bin/sh\n# systemctl restart x\npidof x\n"))
                .isEmpty();
    }

    @Test
    void aUserWithoutRights() {
        assertThat(script(
                        "global_defs {\nscript_user nobody\nenable_script_security\n}\n",
                        "",
                        "#!/bin/sh\nsystemctl is-active x\n"))
                .singleElement()
                .asString()
                .contains("the script runs as 'nobody'");
    }

    @Test
    void thePriorityOfTheProcess() {
        assertThat(Confs.said(Confs.read("global_defs {\nvrrp_priority -20\n}\n" + Confs.instance())))
                .singleElement()
                .asString()
                .startsWith("2:1: lint: 'vrrp_priority' is the scheduling priority");
    }
}
