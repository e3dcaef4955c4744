// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static dev.understudy.vrrp.engine.Adverts.HIGH;
import static dev.understudy.vrrp.engine.Adverts.LOW;
import static dev.understudy.vrrp.engine.Adverts.OWN;
import static dev.understudy.vrrp.engine.Adverts.active;
import static dev.understudy.vrrp.engine.Adverts.backup;
import static dev.understudy.vrrp.engine.Adverts.from;
import static dev.understudy.vrrp.engine.Adverts.router;
import static dev.understudy.vrrp.engine.Adverts.routerV2;
import static dev.understudy.vrrp.engine.Adverts.v2;
import static dev.understudy.vrrp.engine.Adverts.v3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P2-P9 and what the state machine does with its one timer: when things happen, to the nanosecond. */
class TimerRulesTest {
    /** Version, priority, interval in ms, and the Active_Down_Interval in ns, worked out by hand. */
    @ParameterizedTest
    @CsvSource({
        "V3, 100, 1000, 3609375000",
        "V3, 254, 1000, 3007812500",
        "V3,   1, 1000, 3996093750",
        "V3, 100,  100,  360937500",
        "V3, 100,   10,   36093750",
        "V3, 101,   10,   36054687",
        "V3, 100, 40950, 147803906250",
        "V2, 100, 1000, 3609375000",
        "V2, 100, 5000, 15609375000",
        "V2,   1, 255000, 765996093750"
    })
    void p3p4ActiveDownInterval(VrrpVersion version, int priority, long interval, long expectedNanos) {
        Rig rig = Rig.started(
                OWN,
                router(priority)
                        .version(version)
                        .advertisementInterval(Duration.ofMillis(interval))
                        .build());

        assertThat(rig.timer()).isEqualTo(expectedNanos);
        rig.passNanos(expectedNanos - 1);
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
        rig.passNanos(1);
        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
        assertThat(rig.timer()).describedAs("P8").isEqualTo(interval * Rig.MS);
        assertThat(rig.lastTransition().cause()).isEqualTo(Cause.ACTIVE_DOWN);
        assertThat(rig.lastTransition().detail()).isEqualTo("nobody was heard");
    }

    @Test
    void p2TheLearnedIntervalRulesTheBackupAndNotTheActive() {
        Rig rig = Rig.started(OWN, router(100).build());
        rig.receive(from(HIGH).priority(200).interval(300).build(), HIGH);
        assertThat(rig.timer()).isEqualTo(9_000 * Rig.MS + 1_828_125_000L);

        rig.passNanos(rig.timer());

        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
        assertThat(rig.timer()).describedAs("P8").isEqualTo(Rig.SECOND);
    }

    @Test
    void p2WhatWasLearnedIsForgottenAtStartup() {
        Rig rig = Rig.started(OWN, router(100).build());
        rig.receive(from(HIGH).priority(200).interval(300).build(), HIGH);
        rig.engine.stop(0, rig.now);
        rig.engine.start(0, rig.now);

        assertThat(rig.timer()).isEqualTo(3_609_375_000L);
    }

    @Test
    void p5AnOwnerPreemptsWithoutBeingAsked() {
        Rig rig = Rig.started(OWN, router(255).preempt(false).build());
        rig.fault(Cause.LINK_DOWN);
        rig.recover(Cause.LINK_DOWN);
        long deadline = rig.engine.deadlineNanos();
        rig.pass(1_000).receive(v3(HIGH, 254), HIGH);

        assertThat(rig.engine.deadlineNanos()).isEqualTo(deadline);
    }

    @Test
    void theTimeOfTheTimerIsWhenTheAdvertCameIn() {
        Rig rig = backup(router(100).build());
        rig.enqueue(v3(HIGH, 200), HIGH, 400);

        rig.freeze(700);

        assertThat(rig.timer()).isEqualTo(3_609_375_000L - 300 * Rig.MS);
    }

    @Test
    void b8SkewAfterAResignation() {
        Rig rig = backup(router(100).build());
        rig.receive(v3(HIGH, 0), HIGH);
        assertThat(rig.timer()).isEqualTo(609_375_000L);

        rig.passNanos(609_375_000L);

        assertThat(rig.takeEffects()).containsExactly("send 100", "hold");
        assertThat(rig.lastTransition().cause()).isEqualTo(Cause.ACTIVE_RESIGNED);
        assertThat(rig.lastTransition().detail()).isEqualTo(HIGH + " was last heard 609 ms ago");
    }

    @Test
    void b8SkewOfVersion2IsThatOfOneSecond() {
        Rig rig = Rig.started(
                OWN, routerV2(254).advertisementInterval(Duration.ofSeconds(10)).build());
        rig.receive(
                dev.understudy.vrrp.PacketBuilder.v2(HIGH)
                        .address("198.51.100.1")
                        .interval(10)
                        .priority(0)
                        .build(),
                HIGH);

        assertThat(rig.timer()).isEqualTo(7_812_500L);
    }

    @Test
    void b8SomebodyBetterInTheSkewTimeEndsIt() {
        Rig rig = backup(router(100).build());
        rig.receive(v3(HIGH, 0), HIGH);
        rig.pass(100).receive(v3(LOW, 150), LOW);
        assertThat(rig.timer()).isEqualTo(3_609_375_000L);
        rig.passNanos(rig.timer());

        assertThat(rig.lastTransition().cause()).isEqualTo(Cause.ACTIVE_DOWN);
    }

    @Test
    void b10ALowerActiveIsOutwaited() {
        Rig rig = backup(router(100).build());
        long deadline = rig.engine.deadlineNanos();
        for (int i = 0; i < 3; i++) {
            rig.pass(1_000).receive(v3(LOW, 99), LOW);
            assertThat(rig.engine.deadlineNanos()).isEqualTo(deadline);
        }
        rig.passNanos(rig.timer());

        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
        assertThat(rig.lastTransition().cause()).isEqualTo(Cause.PREEMPTION);
    }

    @Test
    void b9WithoutPreemptionALowerActiveIsFollowed() {
        Rig rig = Rig.started(OWN, router(100).preempt(false).build());
        for (int i = 0; i < 10; i++) {
            rig.pass(1_000).receive(v3(LOW, 1), LOW);
            assertThat(rig.timer()).isEqualTo(3_609_375_000L);
        }
        assertThat(rig.effects).isEmpty();
    }

    private static Rig withPreemptDelay() {
        return Rig.started(OWN, router(150).preemptDelay(Duration.ofSeconds(5)).build());
    }

    /** Heard first at 1 s; still followed at 5 s; left alone from 6 s on, so the timer of 5 s fires at 8.414 s. */
    @Test
    void p9PreemptDelay() {
        Rig rig = withPreemptDelay();
        for (int second = 1; second <= 5; second++) {
            rig.pass(1_000).receive(v3(LOW, 100), LOW);
            assertThat(rig.timer()).isEqualTo(3_414_062_500L);
        }
        rig.pass(1_000).receive(v3(LOW, 100), LOW);
        assertThat(rig.timer()).isEqualTo(2_414_062_500L);
        rig.pass(1_000).receive(v3(LOW, 100), LOW);
        rig.pass(1_000).receive(v3(LOW, 100), LOW);
        rig.passNanos(414_062_499L);
        assertThat(rig.state()).isEqualTo(RouterState.BACKUP);
        rig.passNanos(1);

        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
        assertThat(rig.lastTransition().cause()).isEqualTo(Cause.PREEMPTION);
    }

    @Test
    void p9NoDelayWhenTheActiveIsDead() {
        Rig rig = withPreemptDelay();
        rig.pass(1_000).receive(v3(LOW, 100), LOW);
        rig.passNanos(3_414_062_500L);

        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
        assertThat(rig.lastTransition().cause()).isEqualTo(Cause.ACTIVE_DOWN);
    }

    @Test
    void p9TheDelayBeginsAnewAfterABetterActive() {
        Rig rig = withPreemptDelay();
        rig.pass(1_000).receive(v3(LOW, 100), LOW);
        rig.pass(1_000).receive(v3(HIGH, 200), HIGH);
        for (int second = 3; second <= 7; second++) {
            rig.pass(1_000).receive(v3(LOW, 100), LOW);
            assertThat(rig.timer()).isEqualTo(3_414_062_500L);
        }
        rig.pass(1_000).receive(v3(LOW, 100), LOW);
        assertThat(rig.timer()).isEqualTo(2_414_062_500L);
    }

    @Test
    void p9TheDelayBeginsAnewAfterOwnTime() {
        Rig rig = withPreemptDelay();
        rig.pass(1_000).receive(v3(LOW, 100), LOW);
        rig.passNanos(3_414_062_500L);
        rig.pass(4_000).receive(v3(HIGH, 200), HIGH);
        rig.pass(1_000).receive(v3(LOW, 100), LOW);

        assertThat(rig.timer()).describedAs("followed, not outwaited").isEqualTo(3_414_062_500L);
    }

    @Test
    void a8AbsoluteSchedule() {
        Rig rig = active(router(100).build());
        long first = rig.engine.deadlineNanos();
        for (int i = 0; i < 1_000; i++) {
            assertThat(rig.engine.deadlineNanos()).isEqualTo(first + i * Rig.SECOND);
            // Every turn comes late by another few milliseconds.
            rig.now = rig.engine.deadlineNanos() + i % 7 * Rig.MS;
            rig.turn.run(rig.now);
        }
        assertThat(rig.sent).hasSize(1_000);
        assertThat(rig.advertised).isEqualTo(1_000);
    }

    @Test
    void a8NoBurstAfterALateTurn() {
        Rig rig = active(router(100).build());
        long due = rig.engine.deadlineNanos();

        rig.freeze(2_500);
        rig.turn.run(rig.now);

        assertThat(rig.sent).hasSize(1);
        assertThat(rig.engine.deadlineNanos()).isEqualTo(due + 2 * Rig.SECOND);
        assertThat(rig.notices).isEmpty();
    }

    /** The turn comes exactly when the next advert would be due: that one has left with this one. */
    @Test
    void a8LateByExactlyOneInterval() {
        Rig rig = active(router(100).build());
        long due = rig.engine.deadlineNanos();

        rig.freeze(2_000);

        assertThat(rig.sent).hasSize(1);
        assertThat(rig.engine.deadlineNanos()).isEqualTo(due + 2 * Rig.SECOND);
    }

    @Test
    void anEarlyTurnDoesNothing() {
        Rig rig = active(router(100).build());
        long due = rig.engine.deadlineNanos();
        rig.now = due - 1;
        rig.turn.run(rig.now);

        assertThat(rig.sent).isEmpty();
        assertThat(rig.engine.deadlineNanos()).isEqualTo(due);
    }

    @Test
    void a9AResignationIsAnsweredAndCountsTheIntervalAnew() {
        Rig rig = active(router(100).build());
        rig.pass(700).receive(v3(LOW, 0), LOW);

        assertThat(rig.takeEffects()).containsExactly("send 100");
        assertThat(rig.timer()).isEqualTo(Rig.SECOND);
        assertThat(rig.advertised).isOne();
    }

    @Test
    void a10YieldsToAHigherPriority() {
        Rig rig = active(router(100).build());
        rig.receive(v3(LOW, 101), LOW);

        assertThat(rig.lastTransition().cause()).isEqualTo(Cause.HIGHER_PRIORITY);
        assertThat(rig.lastTransition().detail()).isEqualTo(LOW + " sends priority 101");
        assertThat(rig.engine.snapshot(0).held()).isFalse();
    }

    @Test
    void a10YieldsToAHigherAddress() {
        Rig rig = active(router(100).build());
        rig.receive(v3(HIGH, 100), HIGH);

        assertThat(rig.lastTransition().cause()).isEqualTo(Cause.HIGHER_ADDRESS);
    }

    @Test
    void a11OneAnswerForEachPeerAndInterval() {
        Rig rig =
                active(router(100).advertisementInterval(Duration.ofSeconds(10)).build());
        for (int i = 0; i < 100; i++) {
            rig.receive(v3(LOW, 99), LOW);
            rig.receive(v3(HIGH, 99), HIGH);
        }
        assertThat(rig.sent).hasSize(2);

        rig.passNanos(9_000 * Rig.MS);
        rig.sent.clear();
        rig.receive(v3(LOW, 99), LOW);
        assertThat(rig.sent).describedAs("9 s after the answer").isEmpty();
        rig.now += Rig.SECOND - 1;
        rig.receive(v3(LOW, 99), LOW);
        assertThat(rig.sent).isEmpty();
        rig.now += 1;
        rig.receive(v3(LOW, 99), LOW);
        assertThat(rig.sent).hasSize(1);
    }

    /** A link full of made-up senders buys eight answers an interval, not one for each. */
    @Test
    void a11MadeUpSendersBuyNoAnswers() {
        Rig rig = active(router(100).build());
        for (int i = 0; i < 10_000; i++) {
            String source = "10.0." + i / 250 + '.' + (1 + i % 250);
            rig.receive(v3(source, 99), source);
        }
        assertThat(rig.sent).hasSize(Peers.MOST);
    }

    @Test
    void a11Version2IsSilent() {
        Rig rig = active(routerV2(100).build());
        rig.receive(v2(LOW, 99), LOW);

        assertThat(rig.effects).isEmpty();
    }

    @Test
    void oneDeadlineForEachRouter() {
        VirtualRouterConfig config = router(100).build();
        Rig rig = Rig.started(OWN, config);
        for (int i = 0; i < 50; i++) {
            rig.pass(100).receive(v3(HIGH, 200), HIGH);
        }
        rig.passNanos(rig.timer());
        // Were an old deadline left, something would happen before the interval is over.
        rig.takeEffects();
        rig.pass(999);

        assertThat(rig.effects).isEmpty();
        rig.engine.stop(0, rig.now);
        assertThat(rig.engine.deadlineNanos()).isEqualTo(Duty.NEVER);
        assertThat(rig.turn.deadlineNanos()).isEqualTo(Duty.NEVER);
    }
}
