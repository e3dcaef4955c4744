// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static dev.understudy.examples.TutorialPair.PASSWORD;
import static dev.understudy.examples.TutorialPair.PRIORITY;
import static dev.understudy.examples.TutorialPair.VIRTUAL;
import static dev.understudy.examples.TutorialPair.VRID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.Intervals;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
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
    private static final long DOWN = Intervals.downV2Nanos(PRIORITY, 1);
    /** K1 at 1 s adverts. */
    private static final long LEASE = 3 * SECOND;

    private static TutorialPair pair;
    private static WireObserver wire;
    private LabHost active;
    private LabHost backup;
    private Runner former;
    private Runner next;

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

    private void settle() {
        pair.settle();
        takeRoles();
    }

    private void settleWithActive(LabHost wanted) {
        pair.settleWithActive(wanted);
        takeRoles();
    }

    private void takeRoles() {
        active = pair.active();
        backup = pair.backup();
        former = pair.runner(active);
        next = pair.runner(backup);
    }

    @Test
    void startedTogetherOneIsActiveAndTheOtherListens() {
        pair.end();
        settle();
        former.next("WARN +/etc/keepalived/keepalived.conf:\\d+:\\d+: lint: ");
        former.next("INFO", "Initialize", "Backup", "started");
        former.next("INFO", "Backup", "Active", "");
        former.next("eno1/ipv4/167: ADDRESSES_HELD holds \\[10.171.48.30/32\\]");
        next.next("INFO", "Initialize", "Backup", "started");

        long fromNanos = WallClock.nanos();
        WireAdvert advert = wire.awaitAdvertFrom(active, fromNanos + 2 * SECOND, SOON);
        assertThat(advert)
                .returns(active.primaryAddress(), WireAdvert::source)
                .returns(2, WireAdvert::version)
                .returns(VRID, WireAdvert::vrid)
                .returns(PRIORITY, WireAdvert::priority)
                .returns(255, WireAdvert::ttl)
                .returns(100, WireAdvert::intervalCentis)
                .returns(PASSWORD, WireAdvert::authData)
                .returns(List.of(VIRTUAL), WireAdvert::addresses)
                .returns(WireAdvert.Checksum.MESSAGE_ONLY, WireAdvert::checksum);
        assertThat(wire.advertsFrom(backup, fromNanos, advert.timeNanos())).isEmpty();
        assertThat(wire.announcements(active, VIRTUAL)).isNotEmpty();
        assertHolder(active);
        assertThat(active.address(VIRTUAL).orElseThrow().validSeconds()).isPresent();
        assertThat(wire.oddities()).isEmpty();
    }

    @Test
    void anEndOnRequestHandsOverInTheSkewTime() {
        settle();
        long askedNanos = WallClock.nanos();
        assertThat(former.end()).isZero();
        assertThat(active.has(VIRTUAL)).isFalse();
        assertThat(TutorialPair.ledgers(active)).isEmpty();

        WireAdvert resignation = wire.awaitAdvertFrom(active, askedNanos, SOON);
        while (resignation.priority() != 0) {
            resignation = wire.awaitAdvertFrom(active, resignation.timeNanos(), SOON);
        }
        WireAdvert first = Measured.takeover("hand-over", wire, active, backup, askedNanos, SKEW);
        long removedNanos =
                pair.monitor(active).await(VIRTUAL, false, askedNanos, SOON).timeNanos();
        assertThat(removedNanos).isBetween(resignation.timeNanos(), first.timeNanos());
        former.next("asked to end: resigning");
        former.next("INFO", "Active", "Initialize", "stopped on request");
        former.next("ADDRESSES_RELEASED");
        next.next("INFO", "Backup", "Active", "the Active resigned (" + active.primaryAddress() + " was last heard ");
        backup.awaitAddress(VIRTUAL, true, SOON);
        wire.awaitAnnouncement(backup, VIRTUAL, first.timeNanos(), SOON);
        assertThat(wire.lastAdvertFrom(active, Long.MAX_VALUE)).contains(resignation);
    }

    @Test
    void aKilledOneIsReplacedInTheDownIntervalAndLosesItsAddressToTheKernel() {
        settle();
        long killedNanos = WallClock.nanos();
        former.kill();
        assertThat(active.has(VIRTUAL)).as("nobody has removed it yet").isTrue();
        assertTakeover("takeover after SIGKILL", killedNanos);
        assertLeaseRunsOut("SIGKILL", killedNanos);
        assertHolder(backup);
        assertThat(TutorialPair.ledgers(active)).contains("eno1-ipv4-167.ledger");

        pair.settle();
        Runner again = pair.runner(active);
        again.next("INFO", "Initialize", "Backup", "started");
        assertHolder(backup);
        assertThat(active.file("/run/understudy/" + TutorialPair.ledgers(active)))
                .as("the ledger begins anew")
                .contains("\n- 10.171.48.30/32 eno1\n");
    }

    @Test
    void aFrozenOneIsReplacedInTheDownIntervalAndYieldsWhenItThaws() {
        settleWithActive(pair.lower());
        long frozenNanos = WallClock.nanos();
        former.freeze();
        assertTakeover("takeover after SIGSTOP", frozenNanos);
        assertLeaseRunsOut("SIGSTOP", frozenNanos);
        assertHolder(backup);

        long thawedNanos = WallClock.nanos();
        former.thaw();
        String cause = "a router of equal priority and higher address is Active (" + backup.primaryAddress();
        former.next("INFO", "Active", "Backup", cause);
        wire.awaitAdvertFrom(backup, thawedNanos + SECOND, SOON);
        assertThat(wire.advertsFrom(active, thawedNanos, Long.MAX_VALUE)).isEmpty();
        assertHolder(backup);
    }

    /** By A11 and A10 the higher address wins at equal priority, whoever was frozen. */
    @Test
    void aFrozenOneOfHigherAddressReturnsWithOneAdvert() {
        settleWithActive(pair.other(pair.lower()));
        long frozenNanos = WallClock.nanos();
        former.freeze();
        assertTakeover("takeover after SIGSTOP", frozenNanos);
        assertLeaseRunsOut("SIGSTOP", frozenNanos);
        wire.awaitAdvertFrom(backup, frozenNanos + 5 * SECOND, SOON);

        long thawedNanos = WallClock.nanos();
        former.thaw();
        former.next("LEASE_LAPSED 10.171.48.30/32 was last renewed \\d+ ms ago");
        former.next("STALL the advert was due \\d+ ms ago \\(F6\\)");
        former.next("ADDRESS_PUT_BACK 10.171.48.30/32");
        next.next("INFO", "Active", "Backup", "a router of equal priority and higher address is Active");
        WireAdvert last = wire.awaitAdvertFrom(active, thawedNanos + 2 * SECOND, SOON);
        List<WireAdvert> since = wire.advertsFrom(active, thawedNanos, last.timeNanos());
        assertThat(since).as("no burst: one advert, then one each second").hasSizeBetween(3, 4);
        assertHolder(active);
    }

    private void assertTakeover(String what, long afterNanos) {
        WireAdvert first = Measured.takeover(what, wire, active, backup, afterNanos, DOWN);
        String cause = "the Active has not been heard for the down interval (" + active.primaryAddress();
        next.next("INFO", "Backup", "Active", cause);
        backup.awaitAddress(VIRTUAL, true, SOON);
        wire.awaitAnnouncement(backup, VIRTUAL, first.timeNanos(), SOON);
    }

    /** K1: 3-4 s after the last advert. The monitor's time is when the notice was read, not when the kernel made it. */
    private void assertLeaseRunsOut(String after, long afterNanos) {
        long goneNanos =
                pair.monitor(active).await(VIRTUAL, false, afterNanos, SOON).timeNanos();
        long lastNanos = wire.lastAdvertFrom(active, goneNanos).orElseThrow().timeNanos();
        Measured.within("address gone by the kernel's lease after " + after, goneNanos - lastNanos, LEASE);
    }

    private void assertHolder(LabHost holder) {
        assertThat(holder.has(VIRTUAL)).isTrue();
        assertThat(pair.other(holder).has(VIRTUAL)).isFalse();
    }
}
