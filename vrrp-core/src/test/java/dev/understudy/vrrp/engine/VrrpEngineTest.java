// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static dev.understudy.vrrp.engine.Adverts.HIGH;
import static dev.understudy.vrrp.engine.Adverts.LOW;
import static dev.understudy.vrrp.engine.Adverts.OWN;
import static dev.understudy.vrrp.engine.Adverts.active;
import static dev.understudy.vrrp.engine.Adverts.from;
import static dev.understudy.vrrp.engine.Adverts.router;
import static dev.understudy.vrrp.engine.Adverts.v2;
import static dev.understudy.vrrp.engine.Adverts.v3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vrrp.PacketBuilder;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.SimplePassword;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpVersion;
import dev.understudy.vrrp.wire.Verdict;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many routers in one engine: who gets which packet, and when each one fires. */
class VrrpEngineTest {
    private static VirtualRouterConfig vrid(int vrid, int intervalMillis) {
        return VirtualRouterConfig.builder("eth0", vrid)
                .advertisementInterval(Duration.ofMillis(intervalMillis))
                .address("198.51.100.1/24")
                .build();
    }

    @Test
    void r6NoSuchRouterOnThisLink() {
        Rig rig = active(router(100).build());
        assertThat(rig.receive(from(LOW).vrid(52).build(), LOW)).isEqualTo(Verdict.UNKNOWN_VRID);
        assertThat(rig.receive(v3(LOW, 200), LOW, 1, 255)).isEqualTo(Verdict.UNKNOWN_VRID);
        assertThat(rig.receive(v3(LOW, 200), LOW, 4_095, 255)).isEqualTo(Verdict.UNKNOWN_VRID);
        assertThat(rig.receive(v3(LOW, 200), LOW, -1, 255)).isEqualTo(Verdict.UNKNOWN_VRID);
        assertThat(rig.receive(new byte[] {0x31}, LOW)).isEqualTo(Verdict.LENGTH);
        assertThat(rig.receive(from(LOW).vrid(52).build(), LOW, 0, 1)).isEqualTo(Verdict.TTL);

        assertThat(rig.engine.strangers()).isEqualTo(Map.of("UNKNOWN_VRID", 4L, "LENGTH", 1L, "TTL", 1L));
        assertThat(rig.engine.snapshot(0).rejected()).isEmpty();
        assertThat(rig.engine.snapshot(0).accepted()).isZero();
        assertThat(rig.effects).isEmpty();
        assertThat(rig.notices).isEmpty();
    }

    @Test
    void r15OwnSourceIsDroppedLast() {
        Rig rig = active(router(100).build());

        assertThat(rig.receive(v3(OWN, 200), OWN)).isEqualTo(Verdict.OWN_SOURCE);
        assertThat(rig.receive(from(OWN).sum(PacketBuilder.Sum.WRONG).build(), OWN))
                .isEqualTo(Verdict.CHECKSUM);
        assertThat(rig.receive(v3(OWN, 200), OWN, 0, 254)).isEqualTo(Verdict.TTL);
        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
    }

    @Test
    void ownPacketsThatComeBackAreDropped() {
        Rig rig = active(router(100).build());
        rig.pass(1_000);
        byte[] own = rig.sent.get(0).message();

        assertThat(rig.receive(own, OWN)).isEqualTo(Verdict.OWN_SOURCE);
        assertThat(rig.timer()).isEqualTo(Rig.SECOND);
    }

    @Test
    void whatLeavesIsWhatAnIndependentEncoderWrites() {
        Rig rig = active(router(100).build());
        rig.pass(1_000);

        assertThat(rig.sent.get(0).message()).isEqualTo(v3(OWN, 100));
        assertThat(rig.sent.get(0).source()).isEqualTo(OWN);
        assertThat(rig.sent.get(0).link()).isZero();
    }

    /** The VRID is looked up first: routers of one interface may differ in version and password. */
    @Test
    void eachRouterHasItsOwnRules() {
        VirtualRouterConfig second = VirtualRouterConfig.builder("eth0", 52)
                .version(VrrpVersion.V2)
                .password(new SimplePassword("x"))
                .address("198.51.100.2/24")
                .build();
        Rig rig = Rig.started(OWN, router(100).build(), second);

        assertThat(rig.receive(v3(HIGH, 200), HIGH)).isEqualTo(Verdict.ACCEPTED);
        assertThat(rig.receive(v2(HIGH, 200), HIGH)).isEqualTo(Verdict.VERSION);
        assertThat(rig.receive(from(HIGH).vrid(52).build(), HIGH)).isEqualTo(Verdict.VERSION);
        assertThat(rig.receive(
                        PacketBuilder.v2(HIGH)
                                .vrid(52)
                                .password("x")
                                .address("198.51.100.2")
                                .build(),
                        HIGH))
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(rig.engine.snapshot(1).rejected()).isEqualTo(Map.of("VERSION", 1L));
        assertThat(rig.engine.snapshot(1).accepted()).isOne();
    }

    @Test
    void saysWhenATakeoverIsNextAndOnlyThen() {
        Rig rig = Rig.started(OWN, vrid(51, 1000), vrid(52, 3000));
        long first = rig.engine.deadlineNanos();
        assertThat(rig.engine.takeoverNanos()).isEqualTo(first);

        rig.pass(4_000);

        assertThat(rig.engine.state(0)).isEqualTo(RouterState.ACTIVE);
        assertThat(rig.engine.state(1)).isEqualTo(RouterState.BACKUP);
        assertThat(rig.engine.takeoverNanos()).as("an advert is due before").isEqualTo(Duty.NEVER);
        assertThat(new Rig(router(100).build()).engine.takeoverNanos()).isEqualTo(Duty.NEVER);
    }

    @Test
    void familiesAndLinksAreApart() {
        Rig rig = new Rig(router(100).build());
        VirtualRouterConfig v6 =
                VirtualRouterConfig.builder("eth0", 51).address("fe80::1:1/64").build();
        assertThat(rig.engine.add(v6, 0)).isEqualTo(1);
        assertThat(rig.engine.add(router(100).build(), 1)).isEqualTo(2);
        assertThat(rig.engine.add(router(100).build(), 4_095)).isEqualTo(3);
        assertThat(rig.engine.size()).isEqualTo(4);
        assertThat(rig.engine.config(1)).isEqualTo(v6);

        rig.receive(v3(LOW, 200), LOW, 1, 255);
        rig.receive(v3(LOW, 200), LOW, 4_095, 255);
        rig.receive(v3(LOW, 200), LOW, 4_095, 255);

        assertThat(rig.engine.snapshot(0).accepted()).isZero();
        assertThat(rig.engine.snapshot(1).accepted()).isZero();
        assertThat(rig.engine.snapshot(2).accepted()).isOne();
        assertThat(rig.engine.snapshot(3).accepted()).isEqualTo(2);
    }

    @Test
    void oneRouterForEachLinkFamilyAndVrid() {
        Rig rig = new Rig(router(100).build());

        assertThatThrownBy(() -> rig.engine.add(router(50).build(), 0)).hasMessageContaining("eth0/ipv4/51 exists");
        assertThatThrownBy(() -> rig.engine.add(router(50).build(), -1)).hasMessageContaining("link -1");
        assertThatThrownBy(() -> rig.engine.add(router(50).build(), 4_096)).hasMessageContaining("link 4096");
        assertThat(rig.engine.size()).isOne();
    }

    @Test
    void everyRouterFiresInItsOwnTime() {
        Rig rig = Rig.started(OWN, vrid(1, 1_000), vrid(2, 300), vrid(3, 40_950));
        rig.pass(2_000);
        assertThat(rig.engine.state(0)).isEqualTo(RouterState.BACKUP);
        assertThat(rig.engine.state(1)).isEqualTo(RouterState.ACTIVE);
        rig.pass(2_000);
        assertThat(rig.engine.state(0)).isEqualTo(RouterState.ACTIVE);
        assertThat(rig.engine.state(2)).isEqualTo(RouterState.BACKUP);

        long fast = rig.sent.stream().filter(s -> s.message()[1] == 2).count();
        assertThat(fast).describedAs("at 1.082 s, then every 300 ms").isEqualTo(10);
    }

    @Test
    void routersThatAreDueTogetherFireInOneTurn() {
        Rig rig = Rig.started(OWN, vrid(1, 1_000), vrid(2, 1_000), vrid(3, 1_000));
        rig.freeze(3_700);

        assertThat(rig.takeEffects()).containsExactly("send 100", "hold", "send 100", "hold", "send 100", "hold");
        assertThat(rig.turn.deadlineNanos() - rig.now).isEqualTo(Rig.SECOND);
    }

    /** An advert moves the deadline of the router it is for, and no other. */
    @Test
    void anAdvertMovesOneDeadline() {
        Rig rig = Rig.started(OWN, vrid(1, 1_000), vrid(2, 1_000));
        rig.pass(1_000);
        rig.receive(from(HIGH).vrid(2).priority(200).build(), HIGH);
        rig.passNanos(2_609_375_000L);
        assertThat(rig.engine.state(0)).isEqualTo(RouterState.ACTIVE);
        assertThat(rig.engine.state(1)).isEqualTo(RouterState.BACKUP);
        rig.pass(1_000);
        assertThat(rig.engine.state(1)).isEqualTo(RouterState.ACTIVE);
    }

    /** Two bytes are enough to say whose they are. */
    @Test
    void aPacketWithAVridIsCountedForItsRouter() {
        Rig rig = active(router(100).build());
        rig.receive(new byte[] {0x31, 51}, LOW);

        assertThat(rig.engine.snapshot(0).rejected()).isEqualTo(Map.of("LENGTH", 1L));
        assertThat(rig.engine.strangers()).isEmpty();
    }

    @Test
    void stoppingOneLeavesTheOthers() {
        Rig rig = Rig.started(OWN, vrid(1, 1_000), vrid(2, 1_000));
        rig.pass(3_700);
        rig.takeEffects();
        rig.engine.stop(0, rig.now);
        rig.pass(1_000);

        assertThat(rig.takeEffects()).containsExactly("send 0", "unhold", "send 100");
        assertThat(rig.engine.state(0)).isEqualTo(RouterState.INITIALIZE);
    }

    @Test
    void aSecondStartAndASecondStopDoNothing() {
        Rig rig = active(router(100).build());
        rig.engine.start(0, rig.now);
        assertThat(rig.transitions).isEmpty();
        rig.engine.stop(0, rig.now);
        rig.engine.stop(0, rig.now);

        assertThat(rig.takeEffects()).containsExactly("send 0", "unhold");
        assertThat(rig.transitions).hasSize(1);
        assertThat(rig.lastTransition().reason()).isEqualTo("stopped on request");
    }

    @Test
    void theSnapshotCounts() {
        Rig rig = active(router(100).build());
        rig.pass(3_000);
        rig.receive(v3(LOW, 90), LOW);

        assertThat(rig.engine.snapshot(0).sent()).isEqualTo(5);
        assertThat(rig.engine.snapshot(0).accepted()).isOne();
        assertThat(rig.engine.snapshot(0).state()).isEqualTo(RouterState.ACTIVE);
        assertThat(rig.engine.snapshot(0).name()).isEqualTo("eth0/ipv4/51");
        assertThat(rig.engine.snapshot(0).held()).isTrue();
    }

    /** The table alone: own packets never get here (R15), so the engine cannot show this row. */
    @Test
    void equalPriorityAndEqualSourceIsDiscarded() {
        for (VrrpVersion version : VrrpVersion.values()) {
            assertThat(StateTable.decide(
                            RouterState.ACTIVE,
                            RouterEvent.ADVERTISEMENT,
                            Relation.of(100, 100, 1, 2, 1, 2),
                            true,
                            false,
                            version))
                    .isEqualTo(Decision.DISCARD);
        }
    }
}
