// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static dev.understudy.vrrp.engine.Adverts.HIGH;
import static dev.understudy.vrrp.engine.Adverts.LOW;
import static dev.understudy.vrrp.engine.Adverts.OWN;
import static dev.understudy.vrrp.engine.Adverts.active;
import static dev.understudy.vrrp.engine.Adverts.backup;
import static dev.understudy.vrrp.engine.Adverts.router;
import static dev.understudy.vrrp.engine.Adverts.v3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.wire.Verdict;
import org.junit.jupiter.api.Test;

/** F1-F3 and F7-F9: what the RFC leaves open. Late turns are LateTurnTest's (F5, F6), retries BackOffTest's (F4, F10). */
class FaultRulesTest {
    private static final long DOWN = 3_609_375_000L;

    @Test
    void f1AnActiveResignsAndSaysWhy() {
        Rig rig = active(router(100).build());
        rig.fault(Cause.LINK_DOWN);

        assertThat(rig.takeEffects()).containsExactly("send 0", "unhold");
        assertThat(rig.state()).isEqualTo(RouterState.INITIALIZE);
        assertThat(rig.lastTransition().cause()).isEqualTo(Cause.LINK_DOWN);
        assertThat(rig.lastTransition().reason()).isEqualTo("the link is down (test)");
        assertThat(rig.timer()).isEqualTo(Duty.NEVER);
        assertThat(rig.engine.snapshot(0).faults()).containsExactly(Cause.LINK_DOWN);
        assertThat(rig.engine.snapshot(0).held()).isFalse();
    }

    @Test
    void f1PriorityZeroThatCannotLeaveChangesNothing() {
        Rig rig = active(router(100).build());
        rig.errno = 100;
        rig.fault(Cause.LINK_DOWN);

        assertThat(rig.takeEffects()).containsExactly("fail 0", "unhold");
        assertThat(rig.state()).isEqualTo(RouterState.INITIALIZE);
    }

    @Test
    void f1ABackupLeavesWithoutAPacket() {
        Rig rig = backup(router(100).build());
        rig.fault(Cause.CHECK_FAILED);

        assertThat(rig.effects).isEmpty();
        assertThat(rig.lastTransition().to()).isEqualTo(RouterState.INITIALIZE);
        assertThat(rig.timer()).isEqualTo(Duty.NEVER);
    }

    @Test
    void f1OnlyFaultsAreFaults() {
        Rig rig = backup(router(100).build());

        assertThatThrownBy(() -> rig.fault(Cause.PREEMPTION)).hasMessageContaining("not a fault");
    }

    @Test
    void f2EveryFaultHasToGo() {
        Rig rig = active(router(100).build());
        rig.fault(Cause.LINK_DOWN);
        rig.fault(Cause.LINK_DOWN);
        rig.fault(Cause.CHECK_FAILED);
        assertThat(rig.notices).extracting(Notice::kind).containsExactly(Notice.Kind.FAULT);
        assertThat(rig.notices.get(0).detail()).contains("the link is down").contains("a check failed");

        rig.recover(Cause.LINK_DOWN);
        rig.recover(Cause.LINK_DOWN);
        rig.recover(Cause.WITHDRAWN);
        assertThat(rig.state()).isEqualTo(RouterState.INITIALIZE);

        rig.recover(Cause.CHECK_FAILED);
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
        assertThat(rig.timer()).isEqualTo(DOWN);
        assertThat(rig.lastTransition().cause()).isEqualTo(Cause.RECOVERED);
        assertThat(rig.lastTransition().detail()).isEqualTo("a check failed");
    }

    @Test
    void f2AFaultBeforeStartupIsWaitedFor() {
        Rig rig = new Rig(router(255).build());
        rig.engine.start(0, rig.now);
        assertThat(rig.notices).extracting(Notice::kind).containsExactly(Notice.Kind.WAITING);
        assertThat(rig.notices.get(0).detail()).contains("no source address");
        assertThat(rig.state()).isEqualTo(RouterState.INITIALIZE);

        rig.source(0, OWN);
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
        assertThat(rig.timer()).isEqualTo(3 * Rig.SECOND + 3_906_250L);
    }

    @Test
    void f2AStoppedRouterDoesNotComeBack() {
        Rig rig = active(router(100).build());
        rig.fault(Cause.LINK_DOWN);
        rig.engine.stop(0, rig.now);
        rig.recover(Cause.LINK_DOWN);

        assertThat(rig.state()).isEqualTo(RouterState.INITIALIZE);
        rig.engine.start(0, rig.now);
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
    }

    @Test
    void f3ABackupCountsFromTheLastAdvertWithTheNewSkew() {
        Rig rig = backup(router(100).build());
        rig.pass(1_000);
        rig.engine.onPriority(0, 200, rig.now);
        assertThat(rig.timer()).isEqualTo(3_218_750_000L - Rig.SECOND);
        rig.engine.onPriority(0, 1, rig.now);
        assertThat(rig.timer()).isEqualTo(3_996_093_750L - Rig.SECOND);
        assertThat(rig.noticeKinds()).containsOnly(Notice.Kind.PRIORITY);
        assertThat(rig.notices.get(0).detail()).isEqualTo("effective priority 100 -> 200");
    }

    @Test
    void f3AfterAResignationTheSkewItselfChanges() {
        Rig rig = backup(router(100).build());
        rig.receive(v3(HIGH, 0), HIGH);
        rig.pass(100);
        rig.engine.onPriority(0, 200, rig.now);

        assertThat(rig.timer()).isEqualTo(218_750_000L - 100 * Rig.MS);
    }

    @Test
    void f3AnActiveSaysItAtOnce() {
        Rig rig = active(router(100).build());
        rig.pass(400);
        rig.engine.onPriority(0, 50, rig.now);
        assertThat(rig.takeEffects()).containsExactly("send 50");
        assertThat(rig.timer()).isEqualTo(600 * Rig.MS);
        rig.engine.onPriority(0, 50, rig.now);
        assertThat(rig.effects).describedAs("nothing changed").isEmpty();
    }

    @Test
    void f3StaysBelowTheOwnerAndAboveResigning() {
        Rig rig = active(router(100).build());
        rig.engine.onPriority(0, 255, rig.now);
        rig.engine.onPriority(0, 1_000, rig.now);
        rig.engine.onPriority(0, 0, rig.now);
        rig.engine.onPriority(0, -5, rig.now);

        assertThat(rig.takeEffects()).containsExactly("send 254", "send 1");
        assertThat(rig.engine.snapshot(0).priority()).isOne();
    }

    @Test
    void f7TheSourceFollows() {
        Rig rig = active(router(100).build());
        rig.source(0, "192.0.2.99");
        assertThat(rig.effects).isEmpty();
        rig.pass(1_000);
        assertThat(rig.sent.get(0).source()).isEqualTo("192.0.2.99");

        assertThat(rig.receive(v3("192.0.2.99", 200), "192.0.2.99")).isEqualTo(Verdict.OWN_SOURCE);
        rig.receive(v3("192.0.2.98", 100), "192.0.2.98");
        assertThat(rig.state()).describedAs("a lower address now").isEqualTo(RouterState.ACTIVE);
        assertThat(rig.receive(v3(OWN, 200), OWN)).isEqualTo(Verdict.ACCEPTED);
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
    }

    @Test
    void f7WithoutASourceNothingIsSent() {
        Rig rig = active(router(100).build());
        rig.engine.onSource(0, 0, 0, rig.now);
        assertThat(rig.takeEffects()).containsExactly("unhold");
        assertThat(rig.lastTransition().cause()).isEqualTo(Cause.NO_SOURCE_ADDRESS);
        assertThat(rig.lastTransition().detail()).isEqualTo("eth0");

        rig.source(0, LOW);
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
    }

    @Test
    void f8OwnSourceThreeTimesInThreeIntervals() {
        Rig rig = active(router(100).build());
        rig.receive(v3(OWN, 100), OWN);
        rig.pass(1_500).receive(v3(OWN, 100), OWN);
        assertThat(rig.notices).isEmpty();
        rig.pass(1_500);
        rig.takeEffects();
        rig.receive(v3(OWN, 200), OWN);

        assertThat(rig.notices).extracting(Notice::kind).containsExactly(Notice.Kind.DUPLICATE_SOURCE);
        assertThat(rig.notices.get(0).detail()).contains(OWN).contains("F8");
        assertThat(rig.effects).describedAs("no answer").isEmpty();
        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
        assertThat(rig.engine.snapshot(0).rejected()).containsExactly(java.util.Map.entry("OWN_SOURCE", 3L));
    }

    @Test
    void f8OwnSourceNowAndThenIsALoopedPacket() {
        Rig rig = active(router(100).build());
        for (int i = 0; i < 20; i++) {
            rig.pass(1_501).receive(v3(OWN, 100), OWN);
        }
        assertThat(rig.notices).isEmpty();
    }

    @Test
    void f8AThirdSightingAfterTheWindowBeginsANewOne() {
        Rig rig = active(router(100).build());
        rig.receive(v3(OWN, 100), OWN);
        rig.pass(1_000).receive(v3(OWN, 100), OWN);
        rig.pass(2_001).receive(v3(OWN, 100), OWN);
        assertThat(rig.notices).isEmpty();
        rig.pass(100).receive(v3(OWN, 100), OWN);
        assertThat(rig.notices).isEmpty();
        rig.pass(100).receive(v3(OWN, 100), OWN);
        assertThat(rig.notices).hasSize(1);
    }

    @Test
    void f9AnInterfaceThatGoesAndComesBack() {
        Rig rig = active(router(100).build());
        rig.fault(Cause.INTERFACE_ABSENT);
        assertThat(rig.state()).isEqualTo(RouterState.INITIALIZE);
        rig.recover(Cause.INTERFACE_ABSENT);
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
        assertThat(rig.timer()).isEqualTo(DOWN);
    }

    /** K1: the lease begins with the advert of the new Active, if that one left. */
    @Test
    void theFirstAdvertCountsForTheLease() {
        Rig heard = backup(router(100).build());
        heard.passNanos(DOWN);
        assertThat(heard.advertised).isOne();

        Rig unheard = backup(router(100).build());
        unheard.errno = 1;
        unheard.passNanos(DOWN);
        assertThat(unheard.advertised).isZero();
    }

    @Test
    void heldIsWhatTheKernelAcknowledged() {
        Rig rig = Rig.started(OWN, router(100).build());
        rig.engine.onHeld(0, rig.now);
        assertThat(rig.engine.snapshot(0).held()).isFalse();
        rig.passNanos(DOWN);
        rig.notices.clear();
        rig.engine.onReleased(0, rig.now);
        rig.engine.onHeld(0, rig.now);
        rig.engine.onHeld(0, rig.now);
        assertThat(rig.engine.snapshot(0).held()).isTrue();
        assertThat(rig.noticeKinds()).containsExactly(Notice.Kind.ADDRESSES_HELD);
        assertThat(rig.notices.get(0).detail()).contains("198.51.100.1/24");
        rig.engine.onLost(0);
        assertThat(rig.engine.snapshot(0).held()).isFalse();
        rig.receive(v3(HIGH, 200), HIGH);
        rig.engine.onReleased(0, rig.now);
        assertThat(rig.noticeKinds()).contains(Notice.Kind.ADDRESSES_RELEASED);
    }
}
