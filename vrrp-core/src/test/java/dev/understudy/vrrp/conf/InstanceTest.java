// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Announcements;
import dev.understudy.vrrp.ChecksumForm;
import dev.understudy.vrrp.SimplePassword;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an instance means is what keepalived makes of it. */
class InstanceTest {
    private static KeepalivedConf instance(String... lines) {
        return Confs.read(Confs.instance(lines));
    }

    private static VirtualRouterConfig config(KeepalivedConf conf) {
        assertThat(conf.refused()).as("%s", conf.diagnostics()).isFalse();
        assertThat(conf.routers()).hasSize(1);
        return conf.routers().get(0).config();
    }

    private static List<String> refusals(KeepalivedConf conf) {
        return conf.diagnostics().stream()
                .filter(d -> d.severity() == Severity.REFUSE)
                .map(Diagnostic::message)
                .toList();
    }

    @Test
    void defaultsAreKeepalivedsOwn() {
        VirtualRouterConfig config = config(Confs.read(Confs.instanceWith("")));
        assertThat(config.name()).isEqualTo("VI");
        assertThat(config.id()).hasToString("eth0/ipv4/7");
        assertThat(config.version()).isEqualTo(VrrpVersion.V2);
        assertThat(config.priority()).isEqualTo(100);
        assertThat(config.advertisementInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.preempt()).isTrue();
        assertThat(config.preemptDelay()).isZero();
        assertThat(config.password()).isEmpty();
        assertThat(config.sourceAddress()).isEmpty();
        assertThat(config.checksumForm()).isEqualTo(ChecksumForm.PSEUDO_HEADER);
        assertThat(config.announcements()).isEqualTo(Announcements.DEFAULT);
    }

    @Test
    void anInstanceWithoutFaultsEarnsNoRemark() {
        KeepalivedConf conf = instance(
                "state BACKUP",
                "nopreempt",
                "advert_int 0.25",
                "garp_master_refresh 60",
                "garp_master_repeat 3",
                "accept",
                "v3_checksum_as_v2",
                "mcast_src_ip 192.0.2.1",
                "mcast_dst_ip 224.0.0.18",
                "down_timer_adverts 3");
        assertThat(conf.diagnostics()).isEmpty();
        VirtualRouterConfig config = config(conf);
        assertThat(config.version()).isEqualTo(VrrpVersion.V3);
        assertThat(config.preempt()).isFalse();
        assertThat(config.advertisementInterval()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.announcements())
                .isEqualTo(new Announcements(3, Duration.ofSeconds(5), Duration.ofSeconds(60), 1));
        assertThat(config.checksumForm()).isEqualTo(ChecksumForm.MESSAGE_ONLY);
        assertThat(config.sourceAddress()).get().hasToString("/192.0.2.1");
    }

    @Test
    void globalDefaultsAreOverriddenByTheInstance() {
        String global = "global_defs {\nvrrp_version 3\nvrrp_garp_master_delay 9\nvrrp_garp_master_repeat 2\n}\n";
        VirtualRouterConfig config = config(Confs.read(Confs.instanceWith("garp_master_repeat 4") + global));
        assertThat(config.version()).isEqualTo(VrrpVersion.V3);
        assertThat(config.announcements().repeat()).isEqualTo(4);
        assertThat(config.announcements().secondBurstAfter()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config(Confs.read(global + Confs.instanceWith("version 2"))).version())
                .isEqualTo(VrrpVersion.V2);
    }

    @Test
    void stateMasterWithoutPriorityIsAnOwner() {
        assertThat(config(Confs.read(Confs.instanceWith("state MASTER"))).priority())
                .isEqualTo(255);
        assertThat(config(Confs.read(Confs.instanceWith("state MASTER\npriority 90")))
                        .priority())
                .isEqualTo(90);
    }

    @ParameterizedTest
    @CsvSource({"state MASTER,true", "state BACKUP,false", "priority 255,true", "preempt,true"})
    void nopreemptIsClearedByMasterAndByTheOwner(String line, boolean preempts) {
        assertThat(config(Confs.read(Confs.instanceWith("priority 99\nnopreempt\n" + line)))
                        .preempt())
                .isEqualTo(preempts);
    }

    @Test
    void masterIsNotTakenBack() {
        KeepalivedConf conf = Confs.read(Confs.instanceWith("state MASTER\nstate BACKUP"));
        assertThat(config(conf).priority()).isEqualTo(255);
        assertThat(Confs.said(conf)).contains("8:1: lint: 'state BACKUP' after 'state MASTER' is ignored");
        assertThat(Confs.said(instance("state master")))
                .containsExactly("9:7: lint: 'master' is not MASTER or BACKUP: it counts as BACKUP");
    }

    @Test
    void theLastScalarCounts() {
        KeepalivedConf conf = instance("advert_int 2", "advert_int 3");
        assertThat(config(conf).advertisementInterval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(Confs.said(conf))
                .containsExactly(
                        "10:1: lint: 'advert_int' is written again: this one counts, the one in line 9 does not");
    }

    @ParameterizedTest
    @CsvSource({
        "preempt_delay 30,PT30S,0",
        "preempt_delay 0.5,PT0.5S,0",
        "'nopreempt\npreempt_delay 30',PT0S,1",
        "'state MASTER\npreempt_delay 30',PT0S,2"
    })
    void preemptDelay(String lines, Duration delay, int remarks) {
        KeepalivedConf conf = instance(lines);
        assertThat(config(conf).preemptDelay()).isEqualTo(delay);
        assertThat(conf.diagnostics()).hasSize(remarks);
    }

    @Test
    void passwordsAreForVersionTwo() {
        String auth = "authentication {\nauth_type PASS\nauth_pass 123456\n}";
        assertThat(config(Confs.read(Confs.instanceWith(auth))).password()).contains(new SimplePassword("123456"));
        KeepalivedConf three = instance(auth);
        assertThat(config(three).password()).isEmpty();
        assertThat(Confs.said(three))
                .containsExactly("9:1: lint: the password is not used: version 3 has no authentication");
        KeepalivedConf strict =
                Confs.read("global_defs {\nvrrp_strict\n}\n" + Confs.instanceWith(auth + "\npreempt_delay 3"));
        assertThat(config(strict).password()).isEmpty();
        assertThat(config(strict).preemptDelay()).isZero();
    }

    @Test
    void aPasswordThatIsNotAsciiNeedsUtf8() {
        assertThat(refusals(Confs.read(Confs.instanceWith("authentication {\nauth_type PASS\nauth_pass p\u00e4ss\n}"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "priority 0; '0' for 'priority' is not a decimal number within 1..255",
                "priority 256; '256' for 'priority' is not a decimal number within 1..255",
                "priority 0x33; '0x33' for 'priority' is not a decimal number within 1..255",
                "priority +5; '+5' for 'priority' is not a decimal number within 1..255",
                "priority; 'priority' needs a value: expected 1..255",
                "advert_int 0; '0' for 'advert_int' is not a number of seconds within 0.01..255",
                "advert_int 1s; '1s' for 'advert_int' is not a number of seconds within 0.01..255",
                "advert_int 41; version 3 knows 0.01..40.95 s in steps of 0.01 s",
                "advert_int 0.015; version 3 knows 0.01..40.95 s in steps of 0.01 s",
                "version 4; '4' for 'version' is not a decimal number within 2..3",
                "preempt_delay 1001; '1001' for 'preempt_delay' is not a number of seconds within 0..1000",
                "mcast_src_ip 10.1; 'mcast_src_ip': '10.1' is not an IPv4 or IPv6 address",
                "mcast_src_ip fe80::1; this is ipv6, but what stands before made the instance ipv4",
                "mcast_src_ip 192.0.2.10; source address 192.0.2.10 is one of the virtual addresses (F7)",
                "mcast_dst_ip 224.0.0.99; another multicast group than 224.0.0.18 (ff02::12) is not supported: peers would not hear each other",
                "down_timer_adverts 5; 'down_timer_adverts 5' is not supported: a Backup takes over after 3 intervals (P4)",
                "interface a/b; interface name 'a/b' is not 1 to 15 characters without blanks, ':' and '/'",
                "interface lo; the loopback interface reaches no peer",
                "strict_mode maybe; 'maybe' for 'strict_mode' is not one of on, off, true, false, yes, no",
                "unicast_src_ip 192.0.2.1; 'unicast_src_ip' needs unicast, which is not supported yet: multicast would not reach these peers",
                "use_vmac; 'use_vmac' is not supported yet: the address would answer with another MAC than its peers expect",
                "native_ipv6; this is ipv6, but what stands before made the instance ipv4",
                "foo bar; unknown keyword 'foo' in vrrp_instance",
                "priorty 100; 'unknown keyword ''priorty'' in vrrp_instance, did you mean ''priority''?'",
                "nopreempt { x }; 'nopreempt' has no block: it is skipped"
            })
    void whatCannotBeRunIsRefusedOnce(String line, String message) {
        assertThat(refusals(instance(line))).containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unicast_peer {\n192.0.2.2\n}",
                "virtual_routes {\n198.51.100.0/24 via 192.0.2.1\n}",
                "virtual_rules {\nfrom 192.0.2.0/24 lookup 7\n}",
                "authentication {\nauth_type AH\nauth_pass x\n}",
                "authentication {\nauth_pass x\n}",
                "authentication {\n}",
                "track_bfd {\nx\n}",
                "use_ipvlan",
                "no_accept",
                "priority 255\nowner_ignore_adverts"
            })
    void whatWouldChangeSafetyIsRefusedOnce(String lines) {
        assertThat(refusals(instance(lines))).hasSize(1);
    }

    @Test
    void wholeSecondsInVersionTwo() {
        assertThat(refusals(Confs.read(Confs.instanceWith("advert_int 0.5"))))
                .containsExactly(
                        "version 2 knows whole seconds only, 1..255: write 'version 3' for a shorter interval, on every node");
        assertThat(config(Confs.read(Confs.instanceWith("advert_int 255"))).advertisementInterval())
                .isEqualTo(Duration.ofSeconds(255));
    }

    @Test
    void whatIsMissing() {
        assertThat(refusals(Confs.read("vrrp_instance VI {\n}\n")))
                .containsExactly(
                        "no 'interface': the instance cannot be run",
                        "no 'virtual_router_id': the instance cannot be run",
                        "no address in 'virtual_ipaddress': the instance cannot be run");
        assertThat(refusals(Confs.read("vrrp_instance {\n}\n"))).containsExactly("'vrrp_instance' needs a name");
        assertThat(refusals(Confs.read("! nothing\n"))).containsExactly("there is nothing in it");
        assertThat(refusals(Confs.read("global_defs {\n}\n")))
                .containsExactly("no vrrp_instance: there is nothing to run");
    }

    @Test
    void anUnknownBlockIsSkippedAsAWhole() {
        KeepalivedConf conf =
                instance("foo {", "priority 1", "bar {", "advert_int 9", "}", "}", "garp_master_repeat 2");
        assertThat(refusals(conf))
                .containsExactly(
                        "unknown keyword 'foo' in vrrp_instance (its block is skipped; keepalived would apply it to the instance)");
        assertThat(conf.routers().get(0).config().priority()).isEqualTo(150);
        assertThat(conf.routers().get(0).config().announcements().repeat()).isEqualTo(2);
    }

    @Test
    void whatHasNoEffectIsSaidOnce() {
        KeepalivedConf conf =
                instance("debug 4", "notify_master \"/a\"", "smtp_alert", "garp_extra_if 5", "skip_check_adv_addr no");
        assertThat(conf.refused()).isFalse();
        assertThat(conf.diagnostics())
                .hasSize(5)
                .allSatisfy(d -> assertThat(d.severity()).isEqualTo(Severity.WARNING));
    }

    @Test
    void ipv6IsReadButNotRunYet() {
        KeepalivedConf conf = Confs.read(
                "vrrp_instance VI {\ninterface eth0\nvirtual_router_id 7\npriority 150\nadvert_int 0.5\nvirtual_ipaddress {\nfe80::1/64\n2001:db8::1/64\n}\n}\n");
        assertThat(refusals(conf)).containsExactly("an IPv6 instance cannot be run yet: the runtime speaks IPv4 only");
        VirtualRouterConfig config = conf.routers().get(0).config();
        assertThat(config.version()).isEqualTo(VrrpVersion.V3);
        assertThat(config.id().family()).isEqualTo(AddressFamily.IPV6);
        assertThat(config.addresses()).hasSize(2);
    }

    @Test
    void twoInstances() {
        String second = Confs.instance().replace("VI", "VJ");
        assertThat(refusals(Confs.read(Confs.instance() + second)))
                .containsExactly("another instance is eth0/ipv4/7 already: interface, family and VRID");
        assertThat(refusals(Confs.read(Confs.instance() + Confs.instance())))
                .containsExactly("there is an instance 'VI' already: keepalived skips this one");
        assertThat(Confs.read(Confs.instance() + second.replace("id 7", "id 8").replace(".10/", ".11/"))
                        .routers())
                .hasSize(2);
    }

    @Test
    void theOtherBlocksOfTheTopLevel() {
        KeepalivedConf conf = Confs.read(
                Confs.instance() + "virtual_server 192.0.2.1 80 {\ndelay_loop 6\nreal_server 192.0.2.2 80 {\n}\n}\n"
                        + "frobnicate {\nx\n}\nfrobnicate {\n}\nglobal_defs {\nnotification_email {\na@example.com\n}\nsmtp_sever 1\nvrrp_garp_interval 0\n}\n");
        assertThat(Confs.said(conf))
                .containsExactly(
                        "11:1: warning: 'virtual_server' is skipped with its block: load balancing is keepalived's other half",
                        "16:1: warning: unknown keyword 'frobnicate': it is skipped with its block",
                        "22:1: warning: 'notification_email' has no effect: no e-mail is sent",
                        "25:1: warning: unknown keyword 'smtp_sever' in global_defs: it is skipped, did you mean 'smtp_server'?",
                        "26:1: warning: 'vrrp_garp_interval' has no effect here; keepalived takes 0 for an error, leave the line out");
        assertThat(refusals(Confs.read(Confs.instance() + "vrrp_sync_group G {\ngroup {\nVI\n}\n}\n")))
                .hasSize(1);
        assertThat(refusals(Confs.read(Confs.instance() + "vrrp_instanc V {\n}\n")))
                .singleElement()
                .asString()
                .contains("did you mean");
    }
}
