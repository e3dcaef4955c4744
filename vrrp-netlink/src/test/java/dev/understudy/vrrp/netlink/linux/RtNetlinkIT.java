// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static dev.understudy.vrrp.netlink.linux.RtNetlink.FOREVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Binding, renewing and releasing real addresses. */
class RtNetlinkIT {
    private static final long VIRTUAL = 0x0A09_0064L; // 10.9.0.100

    private static NetworkNamespace host;
    private RtNetlink netlink;
    private int ifIndex;
    private final List<String> answers = new ArrayList<>();

    @BeforeAll
    static void makeHost() throws Exception {
        host = NetworkNamespace.create();
    }

    @AfterAll
    static void removeHost() throws IOException {
        if (host != null) {
            host.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        host.addLink("d0");
        ifIndex = host.link("d0").index();
        netlink = host.call(RtNetlink::new);
    }

    @AfterEach
    void close() throws Exception {
        netlink.close();
        host.ip("link", "del", "d0");
    }

    private AddressSpec address(long address) {
        return AddressSpec.ipv4(ifIndex, address, 24);
    }

    private void answered(int token, int errno, String text) {
        answers.add(token + " " + (errno == 0 ? "done" : Errno.describe(errno)) + (text.isEmpty() ? "" : ", " + text));
    }

    private List<String> flush() {
        answers.clear();
        assertThat(netlink.flush(this::answered)).isZero();
        assertThat(netlink.unanswered()).isZero();
        return answers;
    }

    private String shown() throws Exception {
        return host.ip("-4", "addr", "show", "dev", "d0");
    }

    @Test
    void dryRequestsAreAnsweredAndBindNothing() throws Exception {
        try (RtNetlink dry = host.call(RtNetlink::dry)) {
            dry.add(7, address(VIRTUAL), FOREVER, FOREVER);
            dry.renew(8, address(VIRTUAL), 3, 3);
            dry.delete(9, address(VIRTUAL));
            answers.clear();
            dry.flush(this::answered);
            assertThat(answers).containsExactly("7 done", "8 done", "9 done");
        }
        assertThat(host.ip("-4", "-o", "address", "show", "dev", "d0")).doesNotContain("10.9.0.100");
    }

    @Test
    void bindsAndReleases() throws Exception {
        netlink.add(7, address(VIRTUAL), FOREVER, FOREVER);
        assertThat(flush()).containsExactly("7 done");
        assertThat(shown()).contains("inet 10.9.0.100/24 scope global", "valid_lft forever preferred_lft forever");

        netlink.delete(8, address(VIRTUAL));
        assertThat(flush()).containsExactly("8 done");
        assertThat(shown()).doesNotContain("10.9.0.100");
    }

    @Test
    void everyPartOfTheSpecificationArrives() throws Exception {
        AddressSpec spec = new AddressSpec(
                AddressSpec.IPV4,
                ifIndex,
                0,
                VIRTUAL,
                24,
                0,
                VIRTUAL,
                0x0A09_00FFL,
                AddressSpec.SCOPE_LINK,
                AddressSpec.NO_PREFIX_ROUTE,
                "d0:vip");
        netlink.add(1, spec, 50, 40);

        assertThat(flush()).containsExactly("1 done");
        assertThat(shown())
                .containsPattern("inet 10.9.0.100/24 brd 10.9.0.255 scope link .*dynamic noprefixroute .*d0:vip")
                .containsPattern("valid_lft (50|49)sec preferred_lft (40|39)sec");
        assertThat(host.ip("route", "show", "dev", "d0")).isEmpty();
        AddressNotice notice = find(VIRTUAL);
        assertThat(notice.scope()).isEqualTo(AddressSpec.SCOPE_LINK);
        assertThat(notice.flags() & AddressSpec.NO_PREFIX_ROUTE).isNotZero();
        assertThat(notice.protocol()).isEqualTo(112);
        assertThat(notice.validSeconds()).isBetween(48, 50);
        assertThat(notice.preferredSeconds()).isBetween(38, 40);
        assertThat(notice.isPermanent()).isFalse();
    }

    @Test
    void peerIsTheOtherEnd() throws Exception {
        AddressSpec spec = new AddressSpec(AddressSpec.IPV4, ifIndex, 0, VIRTUAL, 32, 0, 0x0A09_00C8L, 0, 0, 0, "");
        netlink.add(1, spec, FOREVER, FOREVER);

        assertThat(flush()).containsExactly("1 done");
        assertThat(shown()).contains("inet 10.9.0.100 peer 10.9.0.200/32");
        assertThat(find(VIRTUAL).prefixLength()).isEqualTo(32);
        netlink.delete(2, spec);
        assertThat(flush()).containsExactly("2 done");
    }

    @Test
    void ipv6TakesTheSameWay() throws Exception {
        long high = 0x2001_0DB8_0000_0000L;
        AddressSpec spec =
                new AddressSpec(AddressSpec.IPV6, ifIndex, high, 0x64, 64, high, 0x64, 0, 0, AddressSpec.NO_DAD, "");
        netlink.add(1, spec, 30, 0);

        assertThat(flush()).containsExactly("1 done");
        assertThat(host.ip("-6", "addr", "show", "dev", "d0"))
                .containsPattern("inet6 2001:db8::64/64 scope global .*deprecated");
        AddressNotice notice = find(0x64);
        assertThat(notice.high()).isEqualTo(high);
        assertThat(notice.family()).isEqualTo(AddressSpec.IPV6);
    }

    /** K4. */
    @Test
    void addressThatIsThereIsNotBoundTwice() {
        netlink.add(1, address(VIRTUAL), FOREVER, FOREVER);
        netlink.add(2, address(VIRTUAL), FOREVER, FOREVER);

        assertThat(flush())
                .hasSize(2)
                .startsWith("1 done")
                .element(1)
                .asString()
                .startsWith("2 EEXIST (17): File exists");
    }

    @Test
    void addressThatIsNotThereIsNotReleased() {
        netlink.delete(1, address(VIRTUAL));

        assertThat(flush())
                .singleElement()
                .asString()
                .startsWith("1 EADDRNOTAVAIL (99): Cannot assign requested address");
    }

    @Test
    void interfaceThatIsNotThereIsRefused() {
        netlink.add(1, AddressSpec.ipv4(4711, VIRTUAL, 24), FOREVER, FOREVER);

        assertThat(flush()).singleElement().asString().startsWith("1 ENODEV (19): No such device");
    }

    /** The kernel's renewal cannot be told to leave alone what has lapsed: 4b, K3. */
    @Test
    void renewalBindsWhatHasLapsedAndLeasesWhatWasPermanent() throws Exception {
        netlink.renew(1, address(VIRTUAL), 60, 60);
        netlink.add(2, address(VIRTUAL + 1), FOREVER, FOREVER);
        netlink.renew(3, address(VIRTUAL + 1), 60, 60);

        assertThat(flush()).containsExactly("1 done", "2 done", "3 done");
        assertThat(find(VIRTUAL).isPermanent()).isFalse();
        assertThat(find(VIRTUAL + 1).isPermanent()).isFalse();
    }

    @Test
    void twoHundredAreAnsweredOneByOne() throws Exception {
        for (int i = 0; i < 200; i++) {
            if (netlink.room() == 0) {
                netlink.flush(this::answered);
            }
            netlink.add(1_000 + i, address(VIRTUAL + (i == 150 ? 0 : i)), FOREVER, FOREVER);
        }
        netlink.flush(this::answered);

        assertThat(answers).hasSize(200);
        for (int i = 0; i < 200; i++) {
            assertThat(answers.get(i)).startsWith((1_000 + i) + (i == 150 ? " EEXIST" : " done"));
        }
        assertThat(shown().lines().filter(line -> line.contains("inet "))).hasSize(199);
    }

    @Test
    void batchHasABound() {
        for (int i = 0; i < RtNetlink.BATCH; i++) {
            netlink.delete(i, address(VIRTUAL));
        }

        assertThat(netlink.room()).isZero();
        assertThatThrownBy(() -> netlink.delete(99, address(VIRTUAL))).isInstanceOf(IllegalStateException.class);
        assertThat(flush()).hasSize(RtNetlink.BATCH);
        assertThat(netlink.room()).isEqualTo(RtNetlink.BATCH);
    }

    @Test
    void secondariesAreMarked() throws Exception {
        netlink.add(1, address(VIRTUAL), FOREVER, FOREVER);
        netlink.add(2, address(VIRTUAL + 1), FOREVER, FOREVER);
        flush();

        assertThat(find(VIRTUAL).isSecondary()).isFalse();
        assertThat(find(VIRTUAL + 1).isSecondary()).isTrue();
        Interfaces interfaces = host.call(Interfaces::read);
        assertThat(interfaces.primaryIpv4(ifIndex, a -> false)).hasValue(VIRTUAL);
        assertThat(interfaces.primaryIpv4(ifIndex, a -> a == VIRTUAL)).hasValue(VIRTUAL + 1); // F7
        assertThat(interfaces.primaryIpv4(ifIndex, a -> true)).isEmpty();
    }

    @Test
    void closedSocketRefusesTheBatch() throws Exception {
        RtNetlink closed = host.call(RtNetlink::new);
        closed.add(5, address(VIRTUAL), FOREVER, FOREVER);
        closed.close();

        assertThat(closed.flush(this::answered)).isEqualTo(Errno.EBADF);
        assertThat(answers).containsExactly("5 EBADF (9): Bad file descriptor, request not sent");
    }

    private AddressNotice find(long low) throws Exception {
        return host.call(RtDump::addresses).stream()
                .filter(a -> a.ifIndex() == ifIndex && a.low() == low)
                .findFirst()
                .orElseThrow();
    }
}
