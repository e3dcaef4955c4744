// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static dev.understudy.examples.HaproxyPair.DOWN_NANOS;
import static dev.understudy.examples.HaproxyPair.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import dev.understudy.lab.Intervals;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.LabProcess;
import dev.understudy.lab.LabProcess.OutputLine;
import dev.understudy.lab.Needs;
import dev.understudy.lab.ServiceProbe;
import dev.understudy.lab.WallClock;
import dev.understudy.lab.WireAdvert;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job: the tutorial's service stays reachable at its address, whatever fails on the host that has it. */
class HaproxyIT {
    private static final long SECOND_NANOS = 1_000_000_000L;
    /** From the repaired files. */
    private static final long CHECK_NANOS = 2 * SECOND_NANOS;

    private static final long GRACE_NANOS = 5 * SECOND_NANOS;

    private HaproxyPair pair;

    @BeforeAll
    static void require() {
        Lab.require();
        Needs.program("haproxy");
    }

    @BeforeEach
    void pairAndClient() {
        pair = new HaproxyPair();
    }

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void aKilledServiceIsRestartedWhereItWas() {
        pair.start(Tutorial.repaired());
        long killedNanos = WallClock.nanos();
        long failedNanos = pair.killHaproxy(pair.one);

        pair.runnerOne().awaitLog("chk_haproxy: RESTART .*running");
        ServiceProbe.Attempt served = pair.probe().awaitAnswer(Tutorial.FIRST, failedNanos, SOON);

        // Two failed checks lead to the restart: the first of them comes within an interval.
        Measured.within(
                "the restart",
                served.endedNanos() - killedNanos - CHECK_NANOS,
                served.endedNanos() - killedNanos,
                CHECK_NANOS);
        pair.wire.awaitAdvertFrom(pair.one, served.endedNanos(), SOON);
        pair.wire.catchUp();
        assertThat(pair.wire.advertsFrom(pair.two)).isEmpty();
        assertThat(pair.wire.advertsFrom(pair.one)).noneMatch(advert -> advert.priority() == 0);
        assertThat(pair.one.has(Tutorial.VIRTUAL)).isTrue();
        assertThat(pair.runnerOne().log()).doesNotContain("Active ->");
    }

    @Test
    void aServiceThatCannotBeRestartedMovesAndComesBackAsBackup() {
        pair.start(Tutorial.repaired());
        pair.uninstallHaproxy(pair.one);
        long killedNanos = WallClock.nanos();
        pair.killHaproxy(pair.one);

        pair.runnerOne().awaitLog("chk_haproxy: RESTART .*running");
        pair.runnerOne()
                .awaitLog("WARN", "Active", "Initialize", "a check failed (chk_haproxy: still down after a restart: ");
        WireAdvert takeover = pair.wire.awaitAdvertFrom(pair.two, killedNanos, SOON);
        WireAdvert last =
                pair.wire.lastAdvertFrom(pair.one, takeover.timeNanos()).orElseThrow();
        assertThat(last.priority()).isZero();
        Measured.within("hand-over", takeover.timeNanos() - last.timeNanos(), Intervals.skewV2Nanos(100));
        pair.one.awaitAddress(Tutorial.VIRTUAL, false, SOON);
        ServiceProbe.Attempt served = pair.probe().awaitAnswer(Tutorial.SECOND, takeover.timeNanos(), SOON);
        assertThat(served.endedNanos() - killedNanos)
                .isLessThan(3 * CHECK_NANOS + GRACE_NANOS + Intervals.skewV2Nanos(100) + SECOND_NANOS);

        pair.installHaproxy(pair.one);
        OutputLine back = pair.runnerOne().awaitLog("INFO", "Initialize", "Backup", "the fault is gone");
        assertThat(pair.one.pids("haproxy")).isNotEmpty();
        pair.wire.awaitAdvertFrom(pair.two, back.timeNanos() + DOWN_NANOS + SECOND_NANOS, SOON);
        pair.wire.catchUp();
        assertThat(pair.wire.advertsFrom(pair.one, last.timeNanos() + 1, Long.MAX_VALUE))
                .isEmpty();
        assertThat(pair.one.has(Tutorial.VIRTUAL)).isFalse();
        assertThat(pair.two.has(Tutorial.VIRTUAL)).isTrue();
    }

    static Stream<Named<Consumer<HaproxyPair>>> losses() {
        return Stream.of(
                named("kill -9 of the runner", pair -> pair.runnerOne().kill()),
                named("loss of the host", pair -> pair.one.crash()),
                named("loss of the link", pair -> pair.one.unplug()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void theOtherHostServesWithinTheDownIntervalAfter(Consumer<HaproxyPair> loss) {
        pair.start(Tutorial.repaired());
        long lostNanos = WallClock.nanos();
        loss.accept(pair);

        WireAdvert takeover = pair.awaitTakeoverInTheDownInterval(lostNanos);
        ServiceProbe.Attempt served = pair.probe().awaitAnswer(Tutorial.SECOND, takeover.timeNanos(), SOON);

        assertThat(served.endedNanos() - takeover.timeNanos()).isLessThan(SECOND_NANOS);
        pair.assertOutagesWithin(DOWN_NANOS + SECOND_NANOS);
        if (pair.one.isRunning()) {
            pair.one.awaitAddress(Tutorial.VIRTUAL, false, SOON);
        }
    }

    /** The published pair does what it says, which is not what its author wanted; the log and the doctor say why. */
    @Test
    void thePublishedCheckNeverMovesTheAddress() {
        for (LabHost host : List.of(pair.one, pair.two)) {
            host.file("/etc/keepalived/haproxy_check.sh", Tutorial.text(Tutorial.original("haproxy_check.sh")), "755");
        }
        pair.start(Tutorial.original());
        pair.uninstallHaproxy(pair.one);
        long failedNanos = pair.killHaproxy(pair.one);

        WireAdvert lowered = pair.wire.awaitAdvert(
                "priority 80", SOON, advert -> advert.isFrom(pair.one) && advert.priority() == 80);
        pair.wire.awaitAdvertFrom(pair.one, lowered.timeNanos() + 2 * DOWN_NANOS, SOON);
        pair.wire.catchUp();

        assertThat(pair.wire.advertsFrom(pair.two)).isEmpty();
        assertThat(pair.one.has(Tutorial.VIRTUAL)).isTrue();
        assertThat(pair.probe().attempts())
                .filteredOn(attempt -> attempt.askedNanos() >= failedNanos)
                .noneMatch(ServiceProbe.Attempt::isServed);
        assertThat(pair.runnerOne().log())
                .contains("'chk_haproxy' with weight -20 does not move the address")
                .contains("chk_haproxy is DOWN: no result within 2 s");
        assertTheDoctorSaysWhy();
    }

    private void assertTheDoctorSaysWhy() {
        pair.one.file("/tmp/rabbitmq1.conf", Tutorial.text(Tutorial.original("rabbitmq1.conf")), "644");
        pair.one.file("/tmp/rabbitmq2.conf", Tutorial.text(Tutorial.original("rabbitmq2.conf")), "644");
        LabProcess doctor =
                pair.one.start(Runner.understudy("doctor", "-f", "/tmp/rabbitmq1.conf", "-f", "/tmp/rabbitmq2.conf"));
        assertThat(doctor.awaitExit(SOON)).isEqualTo(1);
        doctor.awaitLine("rabbitmq1.conf:21:5: lint: 'nopreempt' is cleared by 'state MASTER'", SOON);
        doctor.awaitLine("rabbitmq1.conf:11:5: lint: a run is ended after 2 s .* but the script sleeps 2 s", SOON);
        doctor.awaitLine("'killall keepalived' is no fail-safe", SOON);
        doctor.awaitLine(
                "rabbitmq1.conf:29:9: lint: when 'chk_haproxy' fails, the priority falls from 100 to 80, but the other node,"
                        + " 100, does not preempt .*: the address does not move",
                SOON);
    }
}
