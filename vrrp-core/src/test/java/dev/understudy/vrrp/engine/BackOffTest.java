// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static dev.understudy.vrrp.engine.Adverts.HIGH;
import static dev.understudy.vrrp.engine.Adverts.OWN;
import static dev.understudy.vrrp.engine.Adverts.active;
import static dev.understudy.vrrp.engine.Adverts.router;
import static dev.understudy.vrrp.engine.Adverts.v3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.RouterState;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** F4 and F10: addresses that cannot be bound, adverts that do not leave; tried again after 1, 2, 4 .. 30 s. */
class BackOffTest {
    private static final long DOWN = 3_609_375_000L;

    @Test
    void f4AnAddressThatCannotBeBoundBacksOff() {
        Rig rig = active(router(100).build());
        rig.engine.onHoldFailed(0, "198.51.100.1: errno 13", rig.now);
        assertThat(rig.takeEffects()).containsExactly("send 0", "unhold");
        assertThat(rig.lastTransition().cause()).isEqualTo(Cause.HOLD_FAILED);
        assertThat(rig.lastTransition().detail()).isEqualTo("198.51.100.1: errno 13");

        for (long seconds : new long[] {1, 2, 4, 8, 16, 30, 30, 30}) {
            assertThat(rig.timer()).isEqualTo(seconds * Rig.SECOND);
            rig.passNanos(rig.timer());
            assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
            assertThat(rig.timer()).describedAs("F2").isEqualTo(DOWN);
            rig.passNanos(DOWN);
            rig.engine.onHoldFailed(0, "again", rig.now);
            assertThat(rig.takeEffects()).containsExactly("send 100", "hold", "send 0", "unhold");
        }
        rig.passNanos(rig.timer()).passNanos(DOWN);
        rig.engine.onHeld(0, rig.now);
        rig.engine.onHoldFailed(0, "once more", rig.now);
        assertThat(rig.timer()).describedAs("success ends the back-off").isEqualTo(Rig.SECOND);
    }

    @Test
    void f4AnAnswerThatComesTooLateIsNoFault() {
        Rig rig = active(router(100).build());
        rig.receive(v3(HIGH, 200), HIGH);
        rig.engine.onHoldFailed(0, "late", rig.now);

        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
        assertThat(rig.engine.snapshot(0).faults()).isEmpty();
    }

    @Test
    void f4AnotherFaultOutlastsTheBackOff() {
        Rig rig = active(router(100).build());
        rig.engine.onHoldFailed(0, "x", rig.now);
        rig.fault(Cause.LINK_DOWN);
        assertThat(rig.timer()).isEqualTo(Rig.SECOND);
        rig.pass(1_000);
        assertThat(rig.state()).isEqualTo(RouterState.INITIALIZE);
        assertThat(rig.timer()).isEqualTo(Duty.NEVER);
        assertThat(rig.engine.snapshot(0).faults()).containsExactly(Cause.LINK_DOWN);

        rig.recover(Cause.LINK_DOWN);
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
    }

    @Test
    void f4AnotherFaultThatGoesFirstLeavesTheBackOffAlone() {
        Rig rig = active(router(100).build());
        rig.engine.onHoldFailed(0, "x", rig.now);
        rig.fault(Cause.LINK_DOWN);
        rig.pass(300);
        rig.recover(Cause.LINK_DOWN);
        assertThat(rig.state()).isEqualTo(RouterState.INITIALIZE);
        assertThat(rig.timer()).isEqualTo(700 * Rig.MS);
        rig.pass(700);
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
    }

    @Test
    void f4AFailureReportedBeforeStartupIsTriedAgainToo() {
        Rig rig = new Rig(router(100).build());
        rig.source(0, OWN);
        rig.fault(Cause.HOLD_FAILED);
        assertThat(rig.timer()).isEqualTo(Duty.NEVER);
        rig.engine.start(0, rig.now);
        assertThat(rig.timer()).isEqualTo(Rig.SECOND);
        rig.pass(1_000);
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
    }

    @Test
    void f4WhoeverEndsTheFailureEndsTheWait() {
        Rig rig = active(router(100).build());
        rig.engine.onHoldFailed(0, "x", rig.now);
        rig.fault(Cause.LINK_DOWN);
        rig.recover(Cause.HOLD_FAILED);

        assertThat(rig.timer()).isEqualTo(Duty.NEVER);
    }

    @Test
    void f4AStopEndsTheBackOff() {
        Rig rig = active(router(100).build());
        rig.engine.onHoldFailed(0, "x", rig.now);
        rig.engine.stop(0, rig.now);
        assertThat(rig.timer()).isEqualTo(Duty.NEVER);
        assertThat(rig.engine.snapshot(0).faults()).isEmpty();
        rig.engine.start(0, rig.now);
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
    }

    @Test
    void f10ThreeAdvertsThatDoNotLeave() {
        Rig rig = active(router(100).build());
        rig.errno = 1;
        rig.pass(2_000);
        assertThat(rig.takeEffects()).containsExactly("fail 100", "fail 100");
        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
        assertThat(rig.advertised).describedAs("K1: no lease without an advert").isZero();
        rig.pass(1_000);

        assertThat(rig.takeEffects()).containsExactly("fail 100", "fail 0", "unhold");
        assertThat(rig.lastTransition().cause()).isEqualTo(Cause.SEND_FAILED);
        assertThat(rig.lastTransition().detail()).isEqualTo("errno 1");
        assertThat(rig.notices).extracting(Notice::kind).containsExactly(Notice.Kind.SEND_ERROR);
        assertThat(rig.notices.get(0).detail()).contains("errno 1");
    }

    @Test
    void f10TwoFailuresAndASuccess() {
        Rig rig = active(router(100).build());
        for (int i = 0; i < 10; i++) {
            rig.errno = i % 3 == 2 ? 0 : 105;
            rig.pass(1_000);
        }
        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
    }

    /** The address binds each time; that alone must not make the next attempt come early. */
    @Test
    void f10BacksOffThoughTheAddressBinds() {
        Rig rig = active(router(100).build());
        rig.errno = 1;
        rig.pass(3_000);
        long[] waits = LongStream.range(0, 8)
                .map(i -> {
                    long wait = rig.timer() / Rig.SECOND;
                    rig.passNanos(rig.timer()).passNanos(rig.timer());
                    assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
                    rig.engine.onHeld(0, rig.now);
                    rig.pass(2_000);
                    assertThat(rig.state()).isEqualTo(RouterState.INITIALIZE);
                    return wait;
                })
                .toArray();
        assertThat(waits).containsExactly(1, 2, 4, 8, 16, 30, 30, 30);

        rig.errno = 0;
        rig.passNanos(rig.timer()).passNanos(rig.timer());
        rig.engine.onHeld(0, rig.now);
        rig.errno = 1;
        rig.pass(3_000);
        assertThat(rig.timer()).describedAs("held and heard ends the back-off").isEqualTo(Rig.SECOND);
    }

    /** The first advert failed, the address bound meanwhile, then adverts leave: that is success too. */
    @Test
    void f10BackOffEndsWithTheFirstAdvertHeard() {
        Rig rig = active(router(100).build());
        rig.errno = 1;
        rig.pass(3_000);
        rig.passNanos(rig.timer()).passNanos(rig.timer());
        rig.engine.onHeld(0, rig.now);
        rig.errno = 0;
        rig.pass(1_000);
        rig.errno = 1;
        rig.pass(3_000);

        assertThat(rig.timer()).isEqualTo(Rig.SECOND);
    }
}
