// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.AddressMonitor;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.PacketSender;
import dev.understudy.lab.RawAdvert;
import dev.understudy.lab.WallClock;
import dev.understudy.lab.WireAdvert;
import dev.understudy.lab.WireObserver;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A Backup that was frozen finds its timer long expired and must believe the adverts that wait in its socket before the timer (F5): it
 * sends nothing and binds nothing while its Active lives. One router speaks version 2 at 1 s, the other version 3 at 100 ms.
 */
class FrozenBackupIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int SLOW = 1;
    private static final int FAST = 2;
    private static final long SLOW_INTERVAL = 1_000_000_000L;
    private static final long FAST_INTERVAL = 100_000_000L;
    private static final String CONFIGURATION = """
            vrrp_instance slow {
                state BACKUP
                interface eno1
                virtual_router_id 1
                priority %1$d
                advert_int 1
                virtual_ipaddress {
                    10.171.48.31/24
                }
            }
            vrrp_instance fast {
                version 3
                state BACKUP
                interface eno1
                virtual_router_id 2
                priority %1$d
                advert_int 0.1
                virtual_ipaddress {
                    10.171.48.32/24
                }
            }
            """;

    private static Lab lab;
    private static WireObserver wire;
    private static LabHost active;
    private static LabHost backup;
    private static Runner frozen;
    private static AddressMonitor monitor;

    @BeforeAll
    static void startBoth() {
        Lab.require();
        lab = Lab.open();
        active = lab.host("active", "eno1", "10.171.48.28/24");
        backup = lab.host("backup", "eno1", "10.171.48.29/24");
        wire = lab.observe();
        monitor = AddressMonitor.open(backup);
        active.file(Runner.CONFIGURATION, CONFIGURATION.formatted(200), "644");
        backup.file(Runner.CONFIGURATION, CONFIGURATION.formatted(100), "644");
        Runner first = Runner.start(active);
        first.awaitLog("slow .*: Backup -> Active");
        frozen = Runner.start(backup);
        frozen.awaitLog("fast .*: Initialize -> Backup");
    }

    @AfterAll
    static void close() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void aThawedBackupClaimsNothingWhileItsActiveLives() {
        wire.awaitAdvert("a quiet beginning", SOON, isFromActive(FAST, WallClock.nanos() + SLOW_INTERVAL));
        long transitions = frozen.transitions();
        long beganNanos = WallClock.nanos();
        // Late by less than an interval nothing but the order of the turn helps, by more the further interval as well.
        freezeFor(FAST_INTERVAL * 7 / 2, FAST);
        freezeFor(FAST_INTERVAL * 8, FAST);
        freezeFor(SLOW_INTERVAL * 7 / 2, SLOW);
        freezeFor(SLOW_INTERVAL * 8, SLOW);
        wire.awaitAdvert("life", SOON, isFromActive(SLOW, WallClock.nanos() + SLOW_INTERVAL));

        wire.catchUp();
        assertThat(wire.advertsFrom(backup, beganNanos, Long.MAX_VALUE)).isEmpty();
        assertNeverBound("10.171.48.31", beganNanos);
        assertNeverBound("10.171.48.32", beganNanos);
        assertThat(frozen.transitions()).isEqualTo(transitions);
        Measured.periods("Active, version 2", adverts(SLOW, beganNanos), SLOW_INTERVAL);
        Measured.meanPeriod("Active, version 3", adverts(FAST, beganNanos), FAST_INTERVAL);
    }

    /** Junk fills the receive buffer while nobody reads, and the adverts of the Active find no room: silence that proves nothing. */
    @Test
    void aFloodedAndThawedBackupGivesItsActiveOneFurtherInterval() {
        LabHost hostile = lab.host("hostile", "eno1", "10.171.48.66/24");
        byte[] junk = RawAdvert.v2(SLOW, 50).from(hostile).badChecksum().frame();
        long beganNanos = WallClock.nanos();
        try (PacketSender.Flood flood = PacketSender.flood(hostile, junk, Duration.ofMillis(1))) {
            frozen.freeze();
            WireAdvert last = wire.awaitAdvert("life", SOON, isFromActive(SLOW, beganNanos + 5 * SLOW_INTERVAL));
            // In the middle between two adverts, so that the further interval contains one whatever the jitter.
            wire.awaitAdvertFrom(hostile, last.timeNanos() + SLOW_INTERVAL / 2, SOON);
            frozen.thaw();
            wire.awaitAdvert("life", SOON, isFromActive(SLOW, last.timeNanos()));
            assertThat(flood.sent()).as("junk meanwhile").isGreaterThan(1_000);
        }
        frozen.awaitLog("eno1/ipv4/1: RECEIVE_OVERFLOW adverts may be lost: the Active gets one further interval");
        wire.awaitAdvert("life", SOON, isFromActive(SLOW, WallClock.nanos() + 4 * SLOW_INTERVAL));
        assertThat(wire.adverts()
                        .all(seen -> seen.isFrom(backup) && seen.vrid() == SLOW && seen.timeNanos() > beganNanos))
                .isEmpty();
        assertNeverBound("10.171.48.31", beganNanos);
    }

    private static void assertNeverBound(String address, long sinceNanos) {
        assertThat(monitor.notices(address)).noneMatch(notice -> notice.timeNanos() > sinceNanos);
    }

    /** Freezes it just after an advert of the Active, and thaws it just after another. */
    private static void freezeFor(long nanos, int vrid) {
        wire.awaitAdvert("the Active before the freeze", SOON, isFromActive(vrid, WallClock.nanos()));
        long frozenNanos = WallClock.nanos();
        frozen.freeze();
        wire.awaitAdvert("the end of the freeze", SOON, isFromActive(vrid, frozenNanos + nanos));
        frozen.thaw();
        wire.awaitAdvert("the Active after the freeze", SOON, isFromActive(vrid, WallClock.nanos()));
    }

    private static Predicate<WireAdvert> isFromActive(int vrid, long afterNanos) {
        return advert -> advert.isFrom(active) && advert.vrid() == vrid && advert.timeNanos() > afterNanos;
    }

    private static List<WireAdvert> adverts(int vrid, long afterNanos) {
        return wire.adverts().all(isFromActive(vrid, afterNanos));
    }
}
