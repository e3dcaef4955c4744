// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The blocks that define checks, and how instances use them. */
class ChecksTest {
    private static final String SECURE = "global_defs {\nscript_user root\nenable_script_security\n}\n";

    private static KeepalivedConf conf(String blocks, String tracks) {
        return Confs.read(SECURE + blocks + Confs.instance(tracks));
    }

    private static KeepalivedConf script(String... lines) {
        return conf("vrrp_script c {\n" + String.join("\n", lines) + "\n}\n", "track_script {\nc\n}");
    }

    private static TrackedCheck tracked(KeepalivedConf conf) {
        assertThat(conf.refused()).as("%s", conf.diagnostics()).isFalse();
        assertThat(conf.routers().get(0).checks()).hasSize(1);
        return conf.routers().get(0).checks().get(0);
    }

    private static PolledCheck polled(KeepalivedConf conf) {
        return (PolledCheck) tracked(conf).check();
    }

    @Test
    void aScriptWithDefaults() {
        KeepalivedConf conf = script("script \"killall -0 haproxy\"");
        assertThat(tracked(conf))
                .isEqualTo(new TrackedCheck(
                        new PolledCheck(
                                "c",
                                new Probe.Script(
                                        List.of("killall", "-0", "haproxy"), Optional.of("root"), Optional.empty()),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1),
                                1,
                                1,
                                false,
                                Optional.empty()),
                        0,
                        false));
    }

    @Test
    void aScriptWithEverything() {
        KeepalivedConf conf = script(
                "script /bin/x 'a b' c",
                "interval 2.5",
                "timeout 1",
                "rise 3",
                "fall 4",
                "weight -20 reverse",
                "user u g",
                "init_fail");
        assertThat(tracked(conf))
                .isEqualTo(new TrackedCheck(
                        new PolledCheck(
                                "c",
                                new Probe.Script(List.of("/bin/x", "a b", "c"), Optional.of("u"), Optional.of("g")),
                                Duration.ofMillis(2500),
                                Duration.ofSeconds(1),
                                3,
                                4,
                                true,
                                Optional.empty()),
                        -20,
                        true));
    }

    @Test
    void theTimeoutIsTheIntervalUnlessItIsWritten() {
        assertThat(polled(script("script x", "interval 7")).timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(polled(script("script x", "interval 7", "timeout 0")).timeout())
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void theSupervisedCheck() {
        KeepalivedConf conf =
                script("script x", "fall 2", "understudy_restart \"systemctl restart 'a b'\"", "grace 8.5");
        assertThat(conf.diagnostics()).isEmpty();
        assertThat(polled(conf).restart())
                .contains(new Restart(List.of("systemctl", "restart", "a b"), Duration.ofMillis(8500)));
        assertThat(polled(script("script x", "understudy_restart y"))
                        .restart()
                        .orElseThrow()
                        .grace())
                .isEqualTo(Restart.DEFAULT_GRACE);
        assertThat(Confs.said(script("script x", "fall 2", "grace 3")))
                .containsExactly("8:1: lint: 'grace' has no effect without 'understudy_restart'");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:80,127.0.0.1,80", "[::1]:443,::1,443", "db.example:5672,db.example,5672"})
    void tcpProbes(String text, String host, int port) {
        assertThat(polled(script("understudy_tcp \"" + text + '"')).probe()).isEqualTo(new Probe.Tcp(host, port));
    }

    @Test
    void httpAndProcessProbes() {
        URI uri = URI.create("http://127.0.0.1:8080/health");
        assertThat(polled(script("understudy_http \"" + uri + '"')).probe()).isEqualTo(new Probe.Http(uri));
        assertThat(polled(script("understudy_process haproxy")).probe()).isEqualTo(new Probe.Process("haproxy"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "understudy_tcp x; 6:16: refuse: 'x' is not host:port",
                "understudy_tcp x:0; 6:16: refuse: 'x', port 0: expected a host and a port within 1..65535",
                "understudy_http ftp://x/; 6:17: refuse: 'ftp://x/' is not an http or https URL with a host",
                "understudy_process /bin/x; 6:20: refuse: '/bin/x' is not the name of a process: expected a file name without '/'",
                "script; 6:1: refuse: 'script' needs a command",
                "script x 'y; 6:8: refuse: 'script': the quotation that starts with ' is not closed",
                "script </none; 6:8: refuse: cannot read the command from /none: no such file",
                "timout 3; 6:1: refuse: unknown keyword 'timout' in vrrp_script, did you mean 'timeout'?",
                "weight 255; 6:8: refuse: '255' for 'weight' is not a decimal number within -254..254",
                "weight 5 backwards; 6:10: refuse: 'backwards' after a weight: expected 'reverse' or 'noreverse'",
                "fall 0; 6:6: refuse: '0' for 'fall' is not a decimal number within 1..100000",
                "interval 0; 6:10: refuse: '0' for 'interval' is not a number of seconds within 0.01..1000000"
            })
    void whatMakesNoCheckIsRefused(String line, String message) {
        assertThat(Confs.said(script(line))).contains(message);
    }

    @Test
    void exactlyOneProbe() {
        assertThat(Confs.said(script("interval 2")))
                .anySatisfy(s -> assertThat(s).startsWith("5:13: refuse: no probe: expected one of"));
        assertThat(Confs.said(script("script x", "understudy_process y")))
                .anySatisfy(s -> assertThat(s).startsWith("5:13: refuse: more than one probe"));
    }

    @Test
    void weightsAreClamped() {
        assertThat(tracked(script("script x", "weight -254")).weight()).isEqualTo(-253);
    }

    @Test
    void theUserOfACheckOverridesItsWeight() {
        KeepalivedConf conf =
                conf("vrrp_script c {\nscript x\nweight 5 reverse\n}\n", "track_script {\nc weight -7\n}");
        assertThat(tracked(conf).weight()).isEqualTo(-7);
        assertThat(tracked(conf).reverse()).isFalse();
    }

    @Test
    void aCommandFromAFile() {
        Map<String, String> texts = Map.of(
                Confs.FILE,
                "vrrp_script c {\nscript </cmd\n}\n" + Confs.instance("track_script {\nc\n}"),
                "/cmd",
                "/bin/y 'a b'\n");
        assertThat(((Probe.Script) polled(Confs.read(texts)).probe()).argv()).containsExactly("/bin/y", "a b");
    }

    @Test
    void checksMustBeDefinedBeforeTheyAreUsed() {
        String script = "vrrp_script chk_a {\nscript x\n}\n";
        assertThat(Confs.said(Confs.read(Confs.instance("track_script {\nchk_a\n}") + script)))
                .contains(
                        "10:1: refuse: 'chk_a' is not defined before this line: keepalived would run the instance without it");
        assertThat(Confs.said(Confs.read(script + Confs.instance("track_script {\nchk_b\n}"))))
                .contains(
                        "13:1: refuse: 'chk_b' is not defined before this line: keepalived would run the instance without it, did you"
                                + " mean 'chk_a'?");
    }

    @Test
    void aCheckIsDefinedOnce() {
        assertThat(Confs.said(
                        conf("vrrp_script c {\nscript x\n}\nvrrp_script c {\nscript y\n}\n", "track_script {\nc\n}")))
                .contains("8:13: refuse: 'c' is defined already, in line 5");
    }

    @Test
    void processes() {
        KeepalivedConf conf = conf(
                "vrrp_track_process p {\nprocess \"haproxy -f x\"\nparam_match initial\nfull_command\nquorum 2\nquorum_max 5\ndelay 3\n"
                        + "terminate_delay 1\nweight 10\n}\n",
                "track_process {\np\n}");
        assertThat(tracked(conf))
                .isEqualTo(new TrackedCheck(
                        new ProcessCheck(
                                "p",
                                List.of("haproxy", "-f", "x"),
                                ProcessCheck.ParameterMatch.INITIAL,
                                true,
                                2,
                                Optional.of(5),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(1)),
                        10,
                        false));
    }

    @Test
    void aQuorumThatCanNeverBeMetIsRefused() {
        String block = "vrrp_track_process p {\nprocess haproxy\nquorum 3\nquorum_max 2\n}\n";
        assertThat(Confs.said(conf(block, ""))).anyMatch(r -> r.contains("refuse: 'quorum_max' is below 'quorum'"));
        String none = "vrrp_track_process p {\nprocess haproxy\nquorum_max 0\n}\n";
        assertThat(Confs.said(conf(none, ""))).noneMatch(r -> r.contains("refuse"));
    }

    @Test
    void filesHaveWeightOne() {
        KeepalivedConf conf = conf("track_file f {\nfile /run/x\ninit_file 3 overwrite\n}\n", "track_file {\nf\n}");
        assertThat(tracked(conf))
                .isEqualTo(new TrackedCheck(new FileCheck("f", Path.of("/run/x"), OptionalInt.of(3), true), 1, false));
    }

    @Test
    void interfaces() {
        KeepalivedConf conf = conf("", "dont_track_primary\ntrack_src_ip\ntrack_interface {\neth1 weight 5\n}");
        assertThat(tracked(conf)).isEqualTo(new TrackedCheck(new InterfaceCheck("eth1"), 5, false));
        assertThat(conf.routers().get(0).tracksInterface()).isFalse();
        assertThat(conf.routers().get(0).tracksSource()).isTrue();
    }

    @Test
    void anOwnerDropsWhatHasAWeight() {
        KeepalivedConf conf = conf("", "priority 255\ntrack_interface {\neth1 weight 5\neth2\n}");
        assertThat(tracked(conf).check().name()).isEqualTo("eth2");
        assertThat(Confs.said(conf)).anySatisfy(s -> assertThat(s).startsWith("15:1: lint: 'eth1' is not tracked"));
    }

    @Test
    void trackingTwiceIsOnce() {
        assertThat(Confs.said(conf("", "track_interface {\neth1\neth1\n}")))
                .containsExactly("15:1: lint: 'eth1' is tracked already: this entry is ignored");
    }
}
