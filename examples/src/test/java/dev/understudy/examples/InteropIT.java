// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.Needs;
import dev.understudy.lab.WallClock;
import dev.understudy.lab.WireAdvert;
import dev.understudy.lab.WireObserver;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Understudy on one host and the real keepalived on the other, in both roles and both versions. */
class InteropIT {
    private static final String VIRTUAL = "10.171.48.30";
    private static final int VRID = 167;
    private static final int HIGH = 150;
    private static final int LOW = 100;
    private static final Duration SOON = Duration.ofSeconds(15);

    private Lab lab;
    private LabHost high;
    private LabHost low;
    private WireObserver wire;

    @BeforeAll
    static void require() {
        Lab.require();
        Needs.program("keepalived");
    }

    @BeforeEach
    void twoHosts() {
        lab = Lab.open();
        high = lab.host("high", "eno1", "10.171.48.28/24");
        low = lab.host("low", "eno1", "10.171.48.29/24");
        wire = lab.observe();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    static Stream<Arguments> roles() {
        return Stream.of(Dialect.values())
                .flatMap(dialect -> Stream.of(
                        Arguments.of(dialect, Contender.Kind.UNDERSTUDY, Contender.Kind.KEEPALIVED),
                        Arguments.of(dialect, Contender.Kind.KEEPALIVED, Contender.Kind.UNDERSTUDY)));
    }

    @ParameterizedTest(name = "{0}, {1} above {2}")
    @MethodSource("roles")
    void theAddressIsWithTheHigherOneThatLives(Dialect dialect, Contender.Kind higher, Contender.Kind lower) {
        DecodedAdverts decoded = DecodedAdverts.capture(lab.host("watch", "eno1", "10.171.48.40/24"));
        Contender lowRouter = lower.start(low, dialect.configuration(VRID, LOW, VIRTUAL));
        // A JVM takes its time to start on a busy machine; who does not listen yet cannot hear a resignation.
        lowRouter.awaitBackup(SOON);
        Contender highRouter = startAndAwaitClaim("the election", dialect, higher);

        assertHandOverInTheSkewTime(dialect, highRouter);
        highRouter = startAndAwaitClaim("pre-emption", dialect, higher);
        assertTakeoverInTheDownInterval(dialect, highRouter);
        startAndAwaitClaim("pre-emption after a crash", dialect, higher);
        assertLeavesWithoutAWord(lowRouter);

        Contests.assertSettledByOneExchange(wire, high, low, dialect.intervalNanos());
        assertThat(wire.oddities()).isEmpty();
        decoded.assertAlikeButForTheSender(high, low);
    }

    /** B10: the timer of a Backup that pre-empts runs on, so it claims one down interval after its start, whoever else is there. */
    private Contender startAndAwaitClaim(String what, Dialect dialect, Contender.Kind higher) {
        long startedNanos = WallClock.nanos();
        Contender router = higher.start(high, dialect.configuration(VRID, HIGH, VIRTUAL));
        Contender.Moment backup = router.awaitBackup(SOON);
        WireAdvert claim = wire.awaitAdvertFrom(high, startedNanos, SOON);
        Measured.within(
                what + " " + dialect + " by " + higher,
                claim.timeNanos() - backup.latestNanos(),
                claim.timeNanos() - backup.earliestNanos(),
                dialect.downNanos(HIGH));
        assertMoved(low, high, startedNanos);
        return router;
    }

    /** B8. */
    private void assertHandOverInTheSkewTime(Dialect dialect, Contender router) {
        long askedNanos = WallClock.nanos();
        assertThat(router.stop()).isZero();
        WireAdvert takeover =
                Measured.takeover("hand-over " + dialect, wire, high, low, askedNanos, dialect.skewNanos(LOW));
        assertThat(lastBefore(takeover).priority()).isZero();
        assertMoved(high, low, askedNanos);
    }

    private void assertTakeoverInTheDownInterval(Dialect dialect, Contender router) {
        long killedNanos = WallClock.nanos();
        router.kill();
        WireAdvert takeover =
                Measured.takeover("takeover " + dialect, wire, high, low, killedNanos, dialect.downNanos(LOW));
        assertThat(lastBefore(takeover).priority()).isEqualTo(HIGH);
        // Where keepalived died its address stays, until it is started again.
        low.awaitAddress(VIRTUAL, true, SOON);
        wire.awaitAnnouncement(low, VIRTUAL, killedNanos, SOON);
    }

    /** B6: a Backup that is stopped sends nothing, and the Active goes on. */
    private void assertLeavesWithoutAWord(Contender router) {
        wire.catchUp();
        int before = wire.advertsFrom(low).size();
        assertThat(router.stop()).isZero();
        wire.awaitAdvertFrom(high, WallClock.nanos(), SOON);
        wire.catchUp();
        assertThat(wire.advertsFrom(low)).hasSize(before);
        assertThat(high.has(VIRTUAL)).isTrue();
    }

    private WireAdvert lastBefore(WireAdvert takeover) {
        return wire.lastAdvertFrom(high, takeover.timeNanos()).orElseThrow();
    }

    private void assertMoved(LabHost from, LabHost to, long afterNanos) {
        to.awaitAddress(VIRTUAL, true, SOON);
        from.awaitAddress(VIRTUAL, false, SOON);
        wire.awaitAnnouncement(to, VIRTUAL, afterNanos, SOON);
    }
}
