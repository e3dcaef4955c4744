// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static dev.understudy.vrrp.engine.Adverts.HIGH;
import static dev.understudy.vrrp.engine.Adverts.LOW;
import static dev.understudy.vrrp.engine.Adverts.OWN;
import static dev.understudy.vrrp.engine.Adverts.active;
import static dev.understudy.vrrp.engine.Adverts.backup;
import static dev.understudy.vrrp.engine.Adverts.from;
import static dev.understudy.vrrp.engine.Adverts.router;
import static dev.understudy.vrrp.engine.Adverts.v3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.PacketBuilder;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.VirtualRouterConfig;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** F5 and F6: a process that was stopped, a pause, a queue that ran over must never look like a dead Active. */
class LateTurnTest {
    /** Of priority 100 at one second. */
    private static final long SKEW = 609_375_000L;

    private static final long DOWN = 3_609_375_000L;

    @Test
    void f5ABackupFrozenForEightIntervalsReadsBeforeItFires() {
        Rig rig = backup(router(100).build());
        for (int second = 1; second <= 8; second++) {
            rig.enqueue(v3(HIGH, 200), HIGH, second * 1_000);
        }
        rig.freeze(8_200);

        assertThat(rig.effects).isEmpty();
        assertThat(rig.transitions).isEmpty();
        assertThat(rig.timer()).isEqualTo(DOWN - 200 * Rig.MS);
    }

    @Test
    void f5TwoHundredAndFiftyFiveRoutersFrozenForEightIntervals() {
        VirtualRouterConfig[] configs = IntStream.rangeClosed(1, 255)
                .mapToObj(vrid -> VirtualRouterConfig.builder("eth0", vrid)
                        .address("198.51.100." + vrid)
                        .build())
                .toArray(VirtualRouterConfig[]::new);
        Rig rig = Rig.started(OWN, configs);
        for (int second = 1; second <= 8; second++) {
            for (int vrid = 1; vrid <= 255; vrid++) {
                byte[] advert = PacketBuilder.v3(HIGH)
                        .vrid(vrid)
                        .priority(200)
                        .address("198.51.100." + vrid)
                        .build();
                rig.enqueue(advert, HIGH, second * 1_000);
            }
        }
        rig.transitions.clear();
        rig.freeze(8_200);

        assertThat(rig.queue).describedAs("more than one turn's usual share").isEmpty();
        assertThat(rig.effects).isEmpty();
        assertThat(rig.transitions).isEmpty();
        assertThat(rig.timer()).isEqualTo(DOWN - 200 * Rig.MS);
    }

    /** The queue kept the oldest adverts and lost the newest: still no claim, one more interval to hear the Active. */
    @Test
    void f5ABackupThatWokeLateGivesOneFurtherInterval() {
        Rig rig = backup(router(100).build());
        rig.enqueue(v3(HIGH, 200), HIGH, 1_000);
        rig.freeze(8_000);
        assertThat(rig.effects).isEmpty();
        assertThat(rig.timer()).isEqualTo(Rig.SECOND + SKEW);
        assertThat(rig.noticeKinds()).containsExactly(Notice.Kind.STALL);
        assertThat(rig.notices.get(0).detail()).startsWith("woke 3390 ms late").contains("F5");

        rig.pass(500).receive(v3(HIGH, 200), HIGH);
        assertThat(rig.timer()).isEqualTo(DOWN);
    }

    @Test
    void f5TheFurtherIntervalIsGivenOnce() {
        Rig rig = backup(router(100).build());
        rig.freeze(10_000);
        assertThat(rig.timer()).isEqualTo(Rig.SECOND + SKEW);
        rig.freeze(5_000);

        assertThat(rig.takeEffects()).containsExactly("send 100", "hold");
    }

    @Test
    void f5LateByExactlyOneIntervalIsNotLate() {
        Rig rig = backup(router(100).build());
        rig.now += DOWN + Rig.SECOND;
        rig.turn.run(rig.now);
        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);

        Rig later = backup(router(100).build());
        later.now += DOWN + Rig.SECOND + 1;
        later.turn.run(later.now);
        assertThat(later.state()).isEqualTo(RouterState.BACKUP);
    }

    /** The interval is the Active's, as learned, not the own one. */
    @Test
    void f5TheFurtherIntervalIsTheActives() {
        Rig rig = Rig.started(OWN, router(100).build());
        rig.receive(from(HIGH).priority(200).interval(300).build(), HIGH);
        rig.freeze(60_000);

        assertThat(rig.timer()).isEqualTo(3 * Rig.SECOND + 3 * SKEW);
    }

    @Test
    void f5AnOverflowGivesOneFurtherIntervalOnce() {
        Rig rig = backup(router(100).build());
        rig.engine.onReceiveOverflow(0);
        rig.passNanos(DOWN);
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
        assertThat(rig.timer()).isEqualTo(Rig.SECOND + SKEW);
        assertThat(rig.noticeKinds()).containsExactly(Notice.Kind.RECEIVE_OVERFLOW);

        rig.engine.onReceiveOverflow(0);
        rig.passNanos(Rig.SECOND + SKEW);
        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
    }

    @Test
    void f5AnActiveHeardAfterTheOverflowEndsTheDoubt() {
        Rig rig = backup(router(100).build());
        rig.engine.onReceiveOverflow(0);
        rig.pass(1_000).receive(v3(HIGH, 200), HIGH);
        rig.passNanos(DOWN);

        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
    }

    @Test
    void f5AResignationHeardAfterTheOverflowEndsTheDoubt() {
        Rig rig = backup(router(100).build());
        rig.engine.onReceiveOverflow(0);
        rig.pass(1_000).receive(v3(HIGH, 0), HIGH);
        rig.passNanos(rig.timer());

        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
    }

    @Test
    void f5WhatWasLostBeforeTheStartIsNoDoubt() {
        Rig rig = new Rig(router(100).build());
        rig.source(0, OWN);
        rig.engine.onReceiveOverflow(0);
        rig.engine.start(0, rig.now);
        rig.passNanos(DOWN);

        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
    }

    @Test
    void f5EachSilenceHasItsOwnFurtherInterval() {
        Rig rig = backup(router(100).build());
        for (int i = 0; i < 3; i++) {
            rig.engine.onReceiveOverflow(0);
            rig.passNanos(DOWN);
            assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
            rig.receive(v3(HIGH, 200), HIGH);
        }
    }

    @Test
    void f5AnOverflowOfAnotherLinkSaysNothing() {
        Rig rig = backup(router(100).build());
        rig.engine.onReceiveOverflow(1);
        rig.passNanos(DOWN);

        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
    }

    /** F3 within F5: the new priority moves the end of the further interval by the skew, it does not cut it off. */
    @Test
    void f5ANewPriorityDoesNotCutTheFurtherIntervalShort() {
        Rig rig = backup(router(100).build());
        rig.engine.onReceiveOverflow(0);
        rig.passNanos(DOWN);
        rig.pass(100);
        rig.engine.onPriority(0, 200, rig.now);

        assertThat(rig.timer()).isEqualTo(900 * Rig.MS + 218_750_000L);
        rig.engine.onPriority(0, 100, rig.now);
        assertThat(rig.timer()).isEqualTo(900 * Rig.MS + SKEW);
    }

    /** Whatever waits beyond the limit of a turn may be the Active's advert. */
    @Test
    void f5ABackupWithUnreadPacketsDoesNotClaim() {
        Rig rig = backup(router(100).build());
        VrrpEngine engine = rig.engine;
        rig.now += DOWN;
        engine.fire(rig.now, false);
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
        rig.now += Rig.SECOND + SKEW;
        engine.fire(rig.now, false);

        assertThat(rig.state()).describedAs("once").isEqualTo(RouterState.ACTIVE);
    }

    @Test
    void f6AnActiveThatWasFrozenSendsOneAdvert() {
        Rig rig = active(router(100).build());
        rig.freeze(10_000);

        assertThat(rig.takeEffects()).containsExactly("send 100");
        assertThat(rig.timer()).describedAs("counted from here").isEqualTo(Rig.SECOND);
        assertThat(rig.noticeKinds()).containsExactly(Notice.Kind.STALL);
        assertThat(rig.notices.get(0).detail()).isEqualTo("no advert was sent for 10000 ms (F6)");
    }

    @Test
    void f6ThreeIntervalsWithoutAnAdvertAreNoStall() {
        Rig rig = active(router(100).build());
        rig.freeze(3_000);
        assertThat(rig.notices).isEmpty();
        assertThat(rig.timer()).isEqualTo(Rig.SECOND);
        rig.now += 3_000 * Rig.MS + 1;
        rig.turn.run(rig.now);
        assertThat(rig.noticeKinds()).containsExactly(Notice.Kind.STALL);
    }

    @Test
    void f6ABetterActiveMeanwhileDecides() {
        Rig rig = active(router(100).build());
        rig.enqueue(v3(HIGH, 200), HIGH, 9_500);
        rig.freeze(10_000);

        assertThat(rig.takeEffects()).containsExactly("unhold");
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
        assertThat(rig.timer()).isEqualTo(DOWN - 500 * Rig.MS);
    }

    /** Ten adverts of a worse one: one answer (A11), one own advert (A8), not ten. */
    @Test
    void f6AWorseActiveMeanwhileIsToldOnce() {
        Rig rig = active(router(100).build());
        for (int second = 1; second <= 10; second++) {
            rig.enqueue(v3(LOW, 50), LOW, second * 900);
        }
        rig.freeze(10_000);

        assertThat(rig.takeEffects()).containsExactly("send 100", "send 100");
        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
    }
}
