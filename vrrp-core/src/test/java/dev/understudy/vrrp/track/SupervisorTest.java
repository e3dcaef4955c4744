// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service that is watched, restarted and given up, in virtual time. Checks are a second apart unless a test says otherwise. */
class SupervisorTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long GRACE = 5;

    private final Tracker tracker = new Tracker("web", 2, 1);
    private Supervisor supervisor = new Supervisor(tracker, 2, GRACE * SECOND);
    private long second = 1_000;

    /** Makes checks, + or -; returns after which of them, from 1 on, a restart was asked for. */
    private List<Integer> check(String results) {
        return check(results, 1);
    }

    private List<Integer> check(String results, int seconds) {
        List<Integer> restarts = new ArrayList<>();
        for (int i = 0; i < results.length(); i++) {
            second += seconds;
            if (supervisor.onCheck(results.charAt(i) == '+', "said " + results.charAt(i), second * SECOND)) {
                restarts.add(i + 1);
            }
        }
        return restarts;
    }

    private Health health() {
        return tracker.health(second * SECOND);
    }

    private String detail() {
        return tracker.detail(second * SECOND);
    }

    @Test
    void healthyServiceIsLeftAlone() {
        assertThat(check("+++++")).isEmpty();
        assertThat(health()).isEqualTo(Health.UP);
    }

    @Test
    void glitchIsForgiven() {
        assertThat(check("+-+-+-+")).isEmpty();
        assertThat(health()).isEqualTo(Health.UP);
    }

    @Test
    void restartThatHelpsIsSeenByNobody() {
        assertThat(check("+--")).containsExactly(3);
        check("---");
        assertThat(health()).isEqualTo(Health.UP);
        assertThat(check("++++")).isEmpty();
        assertThat(health()).isEqualTo(Health.UP);
    }

    @Test
    void serviceStillDownAfterTheGraceIsDown() {
        assertThat(check("+------")).containsExactly(3);
        assertThat(health()).isEqualTo(Health.UP);
        assertThat(check("-")).isEmpty();
        assertThat(health()).isEqualTo(Health.DOWN);
        assertThat(detail()).isEqualTo("still down after a restart: said -");
    }

    @Test
    void serviceThatNeverRanIsUnknownUntilTheGraceIsOver() {
        assertThat(check("------")).containsExactly(2);
        assertThat(health()).isEqualTo(Health.UNKNOWN);
        check("-");
        assertThat(health()).isEqualTo(Health.DOWN);
    }

    @Test
    void startedAsFailedItNeedsRise() {
        Tracker failed = new Tracker("web", 2, 1, Health.DOWN);
        supervisor = new Supervisor(failed, 1, GRACE * SECOND);
        check("+");
        assertThat(failed.health(second * SECOND)).isEqualTo(Health.DOWN);
        check("+");
        assertThat(failed.health(second * SECOND)).isEqualTo(Health.UP);
    }

    @Test
    void withoutGraceTheNextFailureDecides() {
        supervisor = new Supervisor(tracker, 1, 0);
        assertThat(check("+-")).containsExactly(2);
        assertThat(health()).isEqualTo(Health.UP);
        check("-");
        assertThat(health()).isEqualTo(Health.DOWN);
    }

    @Test
    void comesBackAfterRiseGoodChecksInARow() {
        check("+-------");
        check("+-+");
        assertThat(health()).isEqualTo(Health.DOWN);
        check("+");
        assertThat(health()).isEqualTo(Health.UP);
    }

    @Test
    void whileDownRestartsAreTriedAtGrowingDistances() {
        check("+-------");
        assertThat(check("-".repeat(300))).containsExactly(10, 30, 70, 150);
        assertThat(check("-".repeat(2000))).containsExactly(10, 310, 610, 910, 1210, 1510, 1810);
        assertThat(health()).isEqualTo(Health.DOWN);
    }

    @Test
    void retriesAreNeverCloserThanTheGrace() {
        supervisor = new Supervisor(tracker, 1, 600 * SECOND);
        assertThat(check("+-" + "-".repeat(600))).containsExactly(2);
        assertThat(health()).isEqualTo(Health.DOWN);
        assertThat(check("-".repeat(1900))).containsExactly(600, 1200, 1800);
    }

    @Test
    void serviceThatFallsAgainAndAgainIsGivenUp() {
        assertThat(check("+" + "--+".repeat(4))).containsExactly(3, 6, 9);
        assertThat(health()).isEqualTo(Health.DOWN);
        assertThat(detail()).isEqualTo("3 restarts did not keep it up for 60 s: said -");
    }

    /** A window of fixed length would never see three restarts when checks are half a minute apart. */
    @Test
    void slowCrashLoopIsGivenUpToo() {
        assertThat(check("+" + "--+".repeat(4), 25)).containsExactly(3, 6, 9);
        assertThat(health()).isEqualTo(Health.DOWN);
    }

    @Test
    void serviceThatStaysUpIsTrustedAnew() {
        for (int i = 0; i < 10; i++) {
            assertThat(check("--" + "+".repeat(60))).containsExactly(2);
        }
        assertThat(health()).isEqualTo(Health.UP);
    }

    @Test
    void serviceThatStaysUpNotQuiteLongEnoughIsNot() {
        assertThat(check("--" + "+".repeat(59))).containsExactly(2);
        assertThat(check("--" + "+".repeat(59))).containsExactly(2);
        assertThat(check("--" + "+".repeat(59))).containsExactly(2);
        assertThat(check("--" + "+".repeat(59))).isEmpty();
    }

    @Test
    void longGraceAsksForALongerStay() {
        supervisor = new Supervisor(tracker, 1, 30 * SECOND);
        check("-" + "+".repeat(250));
        check("-" + "+".repeat(250));
        check("-" + "+".repeat(250));
        check("-");
        assertThat(detail()).startsWith("3 restarts did not keep it up for 300 s");
    }

    /** Else a node that preempts would take the address back at every retry, only to lose it again. */
    @Test
    void flappingServiceIsRetriedLessAndLess() {
        check("+" + "--+".repeat(3) + "--");
        assertThat(health()).isEqualTo(Health.DOWN);
        assertThat(check("-".repeat(10))).containsExactly(10);
        check("++--");
        assertThat(health()).isEqualTo(Health.DOWN);
        assertThat(check("-".repeat(20))).containsExactly(20);
        check("++--");
        assertThat(check("-".repeat(40))).containsExactly(40);
        check("+".repeat(61) + "--");
        assertThat(health()).isEqualTo(Health.UP);
        check("-----");
        assertThat(check("-".repeat(10))).containsExactly(10);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Supervisor(tracker, 0, 0)).hasMessageContaining("fall 0");
        assertThatThrownBy(() -> new Supervisor(tracker, 1, -1)).hasMessageContaining("grace -1 ns");
        assertThatThrownBy(() -> new Supervisor(new Tracker("web", 1, 2), 1, 0))
                .hasMessageContaining("it must be 1, the supervisor counts");
    }
}
