// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vrrp.track.Tracker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cadence of one check, in virtual time. */
class WatchTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NOTHING = Duration.ZERO;
    private static final Duration BIT = Duration.ofMillis(100);

    private final VirtualLoop loop = new VirtualLoop();
    private final Heard heard = new Heard();
    private final List<String> results = new ArrayList<>();
    private Check check = limit -> CheckResult.up("well");

    private void start(Cadence cadence) {
        Watch.Judge judge = (healthy, detail, now) -> results.add((healthy ? "up " : "down ") + detail);
        new Watch(new Tracker("web", 1, 1), limit -> check.attempt(limit), cadence, judge, heard, loop).start();
    }

    private void finish() {
        loop.workOne();
        loop.pass(NOTHING);
    }

    @Test
    void firstRunIsAtOnceAndTheNextOneIntervalAfterItsStart() {
        start(Cadence.every(SECOND));
        loop.pass(NOTHING);
        loop.pass(Duration.ofMillis(700));
        finish();
        assertThat(results).containsExactly("up well");
        loop.pass(Duration.ofMillis(299));
        assertThat(loop.hasWork()).isFalse();
        loop.pass(Duration.ofMillis(1));
        assertThat(loop.hasWork()).isTrue();
    }

    @Test
    void exceptionIsAFailureAndTheScheduleGoesOn() {
        start(Cadence.every(SECOND));
        List<Check> bad = List.of(
                limit -> {
                    throw new java.io.IOException("gone");
                },
                limit -> {
                    throw new StackOverflowError();
                },
                limit -> null);
        for (Check each : bad) {
            check = each;
            loop.pass(NOTHING);
            finish();
            loop.pass(SECOND);
        }
        assertThat(results)
                .containsExactly("down IOException: gone", "down StackOverflowError", "down the check returned null");
        assertThat(loop.hasWork()).isTrue();
    }

    @Test
    void runPastItsTimeHasFailedWhateverItSaysLater() {
        start(new Cadence(SECOND, Duration.ofMillis(400)));
        loop.pass(Duration.ofMillis(399));
        assertThat(results).isEmpty();
        loop.pass(Duration.ofMillis(1));
        assertThat(results).containsExactly("down no result within 400 ms");
        finish();
        assertThat(results).hasSize(1);
        loop.pass(Duration.ofMillis(600));
        finish();
        assertThat(results).containsExactly("down no result within 400 ms", "up well");
    }

    @Test
    void slowRunIsNotJoinedByAnotherAndTroubleIsSaidOnce() {
        start(Cadence.every(SECOND).timeout(Duration.ofSeconds(5)));
        loop.pass(Duration.ofMillis(3500));
        finish();
        assertThat(loop.hasWork()).isFalse();
        assertThat(results).containsExactly("up well");
        assertThat(heard.troubles).hasSize(1).first().asString().startsWith("web: the check still runs");
        loop.pass(SECOND);
        finish();
        loop.pass(Duration.ofSeconds(2));
        assertThat(heard.troubles).hasSize(2);
    }

    @Test
    void runThatNeverEndsFailsAnewWithEveryInterval() {
        start(Cadence.every(SECOND));
        loop.pass(Duration.ofSeconds(4));
        assertThat(results).hasSize(4).allMatch("down no result within 1 s"::equals);
        assertThat(heard.troubles).hasSize(1);
    }

    @Test
    void pauseOfThisProcessFailsNoCheckThatHasEnded() {
        start(Cadence.every(SECOND));
        loop.pass(BIT);
        loop.freeze(Duration.ofSeconds(8));
        loop.pass(NOTHING);
        assertThat(results).isEmpty();
        finish();
        loop.pass(Duration.ofMillis(500));
        assertThat(results).containsExactly("up well");
    }

    @Test
    void pauseDoesNotExcuseACheckThatIsStillRunning() {
        start(Cadence.every(SECOND));
        loop.pass(BIT);
        loop.freeze(Duration.ofSeconds(8));
        loop.pass(BIT);
        assertThat(results).containsExactly("down no result within 1 s");
    }

    @Test
    void missedRunsAreNotMadeUpFor() {
        start(Cadence.every(SECOND));
        loop.pass(NOTHING);
        finish();
        loop.freeze(Duration.ofMillis(5300));
        loop.pass(NOTHING);
        finish();
        loop.pass(Duration.ofMillis(699));
        assertThat(loop.hasWork()).isFalse();
        loop.pass(Duration.ofMillis(1));
        assertThat(loop.hasWork()).isTrue();
    }

    @Test
    void wantOfThreadsIsAFailureThatPasses() {
        loop.exhaust(true);
        start(Cadence.every(SECOND));
        loop.pass(NOTHING);
        assertThat(results).containsExactly("down the check could not be run: no thread");
        loop.exhaust(false);
        loop.pass(SECOND);
        finish();
        assertThat(results).last().isEqualTo("up well");
    }

    @Test
    void rangesAreChecked() {
        assertThatThrownBy(() -> Cadence.every(NOTHING)).hasMessageContaining("interval PT0S");
        assertThatThrownBy(() -> Cadence.every(SECOND).timeout(Duration.ofDays(31)))
                .hasMessageContaining("timeout PT744H");
    }
}
