// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterConfigBuilder;
import dev.understudy.vrrp.VrrpVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Scenarios to be read: each ends as the text of its name in the test resources says. */
class ScenarioTest {
    private static final int EPERM = 1;
    private static final int ENOMEM = 12;

    /** B7, A7, B8: the better one is elected; asked to stop, it hands over within the skew time. */
    @Test
    void election() {
        Pair pair = Pair.settled();
        pair.a.stop();
        pair.seconds(5);
        Golden.check("election", pair.lan);
    }

    /** K1, B7, B10: the lease takes the address from a killed process; its restart preempts. */
    @Test
    void crash() {
        Pair pair = Pair.settled();
        pair.a.crash();
        pair.seconds(10);
        pair.a.start();
        pair.seconds(10);
        Golden.check("crash", pair.lan);
    }

    /** A frozen Active loses address and role; thawed, it reads first and yields: nopreempt matters to Backups only. It may come again. */
    @Test
    void freeze() {
        Pair pair = Pair.of(router(100).build(), router(110).preempt(false).build());
        pair.a.start();
        pair.seconds(5);
        pair.b.start();
        pair.seconds(5);
        pair.a.pause();
        pair.seconds(10);
        pair.a.resume();
        pair.seconds(10);
        pair.b.crash();
        pair.seconds(5);
        Golden.check("freeze", pair.lan);
    }

    /** Two parts have two Actives: VRRP is no consensus. Healed, one yields to the other at its next advert (A10). */
    @Test
    void partition() {
        Pair pair = Pair.settled();
        pair.lan.partition(pair.b);
        pair.seconds(10);
        pair.lan.heal();
        pair.seconds(5);
        Golden.check("partition", pair.lan);
    }

    /** Who hears nothing claims; who is heard and hears nothing keeps the other down. */
    @Test
    void oneWay() {
        Pair pair = Pair.settled();
        pair.lan.cut(pair.a, pair.b);
        pair.seconds(5);
        pair.lan.heal();
        pair.seconds(5);
        Golden.check("one-way", pair.lan);
    }

    /** F4: bind, fail, resign, wait 1, 2, 4 .. 30 s, and never a loop. */
    @Test
    void bindFailure() {
        Pair pair = Pair.of(
                Configs.priority(110), Configs.router(100).preempt(false).build());
        pair.a.kernel().failBinds(ENOMEM);
        pair.start();
        pair.a.kernel().failBinds(0);
        pair.seconds(20);
        Golden.check("bind-failure", pair.lan);
    }

    /** F10: who cannot be heard does not hold the address. */
    @Test
    void sendFailure() {
        Pair pair = Pair.settled();
        pair.a.failSends(EPERM);
        pair.seconds(10);
        pair.a.failSends(0);
        pair.seconds(10);
        Golden.check("send-failure", pair.lan);
    }

    /** F1, F2: the link goes and comes back. */
    @Test
    void link() {
        Pair pair = Pair.settled();
        pair.a.linkDown();
        pair.seconds(5);
        pair.a.linkUp();
        pair.seconds(10);
        Golden.check("link", pair.lan);
    }

    /** The main job: restarted in place; then beyond help, and the address moves; repaired, it comes back. */
    @Test
    void service() {
        Pair pair = Pair.of(Configs.priority(110), Configs.priority(100));
        VirtualService haproxy = pair.a.supervise("haproxy", Duration.ofSeconds(1), 2, 2, Duration.ofSeconds(3));
        pair.start();
        haproxy.fail();
        pair.seconds(10);
        haproxy.failForGood();
        pair.seconds(10);
        haproxy.repair();
        pair.seconds(10);
        Golden.check("service", pair.lan);
    }

    /** K2, K3: removed by hand, put back and announced without a change of state; lapsed alone on the link, the same. */
    @Test
    void putBack() {
        Pair pair = Pair.settled();
        pair.a.kernel().remove(Configs.VIP);
        pair.seconds(2);
        pair.b.stop();
        pair.seconds(2);
        pair.a.pause();
        pair.seconds(8);
        pair.a.resume();
        pair.seconds(2);
        Golden.check("put-back", pair.lan);
    }

    /** K4: what was there before is used as it is, never leased, never removed. */
    @Test
    void foreignAddress() {
        Pair pair = Pair.of(Configs.priority(110), Configs.priority(100));
        pair.a.kernel().configure(Configs.VIP);
        pair.start();
        pair.a.stop();
        pair.seconds(5);
        Golden.check("foreign-address", pair.lan);
    }

    /** I1, K5: the owner is Active at once, and its address is its host's own. */
    @Test
    void owner() {
        Pair pair = Pair.of(Configs.priority(255), Configs.priority(100));
        pair.a.kernel().configure(Configs.VIP);
        pair.b.start();
        pair.seconds(5);
        pair.a.start();
        pair.seconds(5);
        pair.a.crash();
        pair.seconds(5);
        Golden.check("owner", pair.lan);
    }

    /** P9: an Active of lower priority is left alone for the delay. */
    @Test
    void preemptDelay() {
        VirtualRouterConfigBuilder delayed = Configs.router(110).preemptDelay(Duration.ofSeconds(10));
        Pair pair = Pair.of(delayed.build(), Configs.priority(100));
        pair.b.start();
        pair.seconds(5);
        pair.a.start();
        pair.seconds(20);
        Golden.check("preempt-delay", pair.lan);
    }

    /** The same over IPv6, and in version 2, where equal priorities are settled by address without a word (A10, A11). */
    @Test
    void equalPriorities() {
        Pair pair = Pair.of(ipv6(), ipv6());
        pair.a.router(version2());
        pair.b.router(version2());
        pair.lan.cut(pair.a, pair.b);
        pair.lan.cut(pair.b, pair.a);
        pair.start();
        pair.lan.heal();
        pair.seconds(5);
        Golden.check("equal-priorities", pair.lan);
    }

    private static VirtualRouterConfigBuilder router(int priority) {
        return Configs.router(priority);
    }

    private static VirtualRouterConfig ipv6() {
        return VirtualRouterConfig.builder("eth0", 7)
                .name("six")
                .address("fe80::100/64")
                .build();
    }

    private static VirtualRouterConfig version2() {
        return Configs.router(100).version(VrrpVersion.V2).name("two").build();
    }
}
