// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static dev.understudy.examples.Tutorial.PASSWORD;
import static dev.understudy.examples.Tutorial.PRIORITY;
import static dev.understudy.examples.Tutorial.VIRTUAL;
import static dev.understudy.examples.Tutorial.VRID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.examples.TutorialPair.Roles;
import dev.understudy.lab.Intervals;
import dev.understudy.lab.Lab;
import dev.understudy.lab.WallClock;
import dev.understudy.lab.WireAdvert;
import dev.understudy.lab.WireObserver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tutorial's two files, byte for byte, on two hosts: the address follows the one that lives. */
class FailoverIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final long SECOND = 1_000_000_000L;
    private static final long SKEW = Intervals.skewV2Nanos(PRIORITY);
    /** K1 at 1 s adverts. */
    private static final long LEASE = 3 * SECOND;

    private static TutorialPair pair;
    private static WireObserver wire;

    @BeforeAll
    static void openPair() {
        Lab.require();
        pair = TutorialPair.open();
        wire = pair.wire();
    }

    @AfterAll
    static void closePair() {
        if (pair != null) {
            pair.close();
        }
    }

    @Test
    void startedTogetherOneIsActiveAndTheOtherListens() {
        pair.end();
        Roles roles = pair.settle();
        roles.activeRunner().awaitLog("WARN +/etc/keepalived/keepalived.conf:\\d+:\\d+: lint: ");
        roles.activeRunner().awaitLog("INFO", "Initialize", "Backup", "started");
        roles.activeRunner()
                .awaitLog("INFO", "Backup", "Active", "the Active has not been heard for the down interval (nobody");
        roles.activeRunner().awaitLog("eno1/ipv4/167: ADDRESSES_HELD holds \\[10.171.48.30/32\\]");
        roles.backupRunner().awaitLog("INFO", "Initialize", "Backup", "started");

        long fromNanos = WallClock.nanos();
        WireAdvert advert = wire.awaitAdvertFrom(roles.active(), fromNanos + 2 * SECOND, SOON);
        assertThat(advert)
                .returns(roles.active().primaryAddress(), WireAdvert::source)
                .returns(2, WireAdvert::version)
                .returns(VRID, WireAdvert::vrid)
                .returns(PRIORITY, WireAdvert::priority)
                .returns(255, WireAdvert::ttl)
                .returns(100, WireAdvert::intervalCentis)
                .returns(PASSWORD, WireAdvert::authData)
                .returns(List.of(VIRTUAL), WireAdvert::addresses)
                .returns(WireAdvert.Checksum.MESSAGE_ONLY, WireAdvert::checksum);
        assertThat(wire.advertsFrom(roles.backup(), fromNanos, advert.timeNanos()))
                .isEmpty();
        assertThat(wire.announcements(roles.active(), VIRTUAL)).isNotEmpty();
        pair.assertHeldBy(roles.active());
        assertThat(roles.active().address(VIRTUAL).orElseThrow().validSeconds()).isPresent();
        assertThat(wire.oddities()).isEmpty();
    }

    @Test
    void anEndOnRequestHandsOverInTheSkewTime() {
        Roles roles = pair.settle();
        long askedNanos = WallClock.nanos();
        assertThat(roles.activeRunner().end()).isZero();
        assertThat(roles.active().has(VIRTUAL)).isFalse();
        assertThat(Runner.ledgers(roles.active())).isEmpty();

        WireAdvert resignation = wire.awaitAdvertFrom(roles.active(), askedNanos, SOON);
        while (resignation.priority() != 0) {
            resignation = wire.awaitAdvertFrom(roles.active(), resignation.timeNanos(), SOON);
        }
        WireAdvert first = Measured.takeover("hand-over", wire, roles.active(), roles.backup(), askedNanos, SKEW);
        long removedNanos = pair.monitor(roles.active())
                .await(VIRTUAL, false, askedNanos, SOON)
                .timeNanos();
        assertThat(removedNanos).isBetween(resignation.timeNanos(), first.timeNanos());
        roles.activeRunner().awaitLog("asked to end: resigning");
        roles.activeRunner().awaitLog("INFO", "Active", "Initialize", "stopped on request");
        roles.activeRunner().awaitLog("ADDRESSES_RELEASED");
        roles.backupRunner()
                .awaitLog(
                        "INFO",
                        "Backup",
                        "Active",
                        "the Active resigned (" + roles.active().primaryAddress() + " was last heard ");
        roles.backup().awaitAddress(VIRTUAL, true, SOON);
        wire.awaitAnnouncement(roles.backup(), VIRTUAL, first.timeNanos(), SOON);
        assertThat(wire.lastAdvertFrom(roles.active(), Long.MAX_VALUE)).contains(resignation);
    }

    @Test
    void aKilledOneIsReplacedInTheDownIntervalAndLosesItsAddressToTheKernel() {
        Roles roles = pair.settle();
        long killedNanos = WallClock.nanos();
        roles.activeRunner().kill();
        assertThat(roles.active().has(VIRTUAL)).as("nobody has removed it yet").isTrue();
        pair.assertTakenOver("SIGKILL", roles, killedNanos);
        assertLeaseRunsOut("SIGKILL", roles, killedNanos);
        pair.assertHeldBy(roles.backup());
        assertThat(Runner.ledgers(roles.active())).contains("eno1-ipv4-167.ledger");

        pair.settle();
        Runner again = pair.runner(roles.active());
        again.awaitLog("INFO", "Initialize", "Backup", "started");
        pair.assertHeldBy(roles.backup());
        assertThat(roles.active().file("/run/understudy/" + Runner.ledgers(roles.active())))
                .as("the ledger begins anew")
                .contains("\n? 10.171.48.30/32 eno1\n");
    }

    @Test
    void aFrozenOneIsReplacedInTheDownIntervalAndYieldsWhenItThaws() {
        Roles roles = pair.settleWithActive(pair.lower());
        long frozenNanos = WallClock.nanos();
        roles.activeRunner().freeze();
        pair.assertTakenOver("SIGSTOP", roles, frozenNanos);
        assertLeaseRunsOut("SIGSTOP", roles, frozenNanos);
        pair.assertHeldBy(roles.backup());

        long thawedNanos = WallClock.nanos();
        roles.activeRunner().thaw();
        String cause = "a router of equal priority and higher address is Active ("
                + roles.backup().primaryAddress();
        roles.activeRunner().awaitLog("INFO", "Active", "Backup", cause);
        wire.awaitAdvertFrom(roles.backup(), thawedNanos + SECOND, SOON);
        assertThat(wire.advertsFrom(roles.active(), thawedNanos, Long.MAX_VALUE))
                .isEmpty();
        pair.assertHeldBy(roles.backup());
    }

    /** By A11 and A10 the higher address wins at equal priority, whoever was frozen. */
    @Test
    void aFrozenOneOfHigherAddressReturnsWithOneAdvert() {
        Roles roles = pair.settleWithActive(pair.other(pair.lower()));
        long frozenNanos = WallClock.nanos();
        roles.activeRunner().freeze();
        pair.assertTakenOver("SIGSTOP", roles, frozenNanos);
        assertLeaseRunsOut("SIGSTOP", roles, frozenNanos);
        wire.awaitAdvertFrom(roles.backup(), frozenNanos + 5 * SECOND, SOON);

        long thawedNanos = WallClock.nanos();
        roles.activeRunner().thaw();
        roles.activeRunner().awaitLog("LEASE_LAPSED 10.171.48.30/32 was last renewed \\d+ ms ago");
        roles.activeRunner().awaitLog("STALL no advert was sent for \\d+ ms \\(F6\\)");
        roles.activeRunner().awaitLog("ADDRESS_PUT_BACK 10.171.48.30/32");
        roles.backupRunner()
                .awaitLog("INFO", "Active", "Backup", "a router of equal priority and higher address is Active");
        WireAdvert last = wire.awaitAdvertFrom(roles.active(), thawedNanos + 2 * SECOND, SOON);
        List<WireAdvert> since = wire.advertsFrom(roles.active(), thawedNanos, last.timeNanos());
        assertThat(since).as("no burst: one advert, then one each second").hasSizeBetween(3, 4);
        pair.assertHeldBy(roles.active());
    }

    /** K1: 3-4 s after the last advert. The monitor's time is when the notice was read, not when the kernel made it. */
    private void assertLeaseRunsOut(String after, Roles roles, long afterNanos) {
        long goneNanos = pair.monitor(roles.active())
                .await(VIRTUAL, false, afterNanos, SOON)
                .timeNanos();
        long lastNanos =
                wire.lastAdvertFrom(roles.active(), goneNanos).orElseThrow().timeNanos();
        Measured.within("address gone by the kernel's lease after " + after, goneNanos - lastNanos, LEASE);
    }
}
