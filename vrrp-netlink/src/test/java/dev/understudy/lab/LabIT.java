// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lab as a whole, proven with the real keepalived on its hosts. */
class LabIT {
    private static final String VIRTUAL = "10.171.48.30";
    private static final String PASSWORD = "123456";
    private static final int VRID = 167;
    private static final int HIGH = 150;
    private static final int LOW = 100;
    private static final Duration SOON = Duration.ofSeconds(10);

    private Lab lab;
    private LabHost one;
    private LabHost two;
    private WireObserver wire;

    @BeforeAll
    static void require() {
        Lab.require();
        Needs.program("keepalived");
    }

    @BeforeEach
    void twoHosts() {
        lab = Lab.open();
        one = lab.host("one", "eno1", "10.171.48.28/24");
        two = lab.host("two", "eno1", "10.171.48.29/24");
        wire = lab.observe();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void electsOneAndAGracefulStopHandsOverInTheSkewTime() {
        KeepalivedProcess first = startBothAndAwaitElection();
        wire.awaitAnnouncement(one, VIRTUAL, 0, SOON);
        assertThat(two.has(VIRTUAL)).isFalse();

        assertThat(first.stop()).isZero();

        WireAdvert resignation = wire.awaitAdvert("priority 0", SOON, seen -> seen.isFrom(one) && seen.priority() == 0);
        WireAdvert takeover = wire.awaitAdvertFrom(two, resignation.timeNanos(), SOON);
        Intervals.within("the hand-over", takeover.timeNanos() - resignation.timeNanos(), Intervals.skewV2Nanos(LOW));
        two.awaitAddress(VIRTUAL, true, SOON);
        assertThat(one.has(VIRTUAL)).isFalse();
        assertThat(wire.oddities()).isEmpty();
    }

    @Test
    void aKilledOneIsReplacedInTheDownIntervalAndLeavesItsAddressBehind() {
        KeepalivedProcess first = startBothAndAwaitElection();
        first.kill();
        assertTakeoverInTheDownInterval();
        assertThat(one.has(VIRTUAL))
                .as("the kernel keeps the dead one's address")
                .isTrue();
    }

    @Test
    void aPulledCableIsNoticedOnBothSides() {
        AddressMonitor addresses = AddressMonitor.open(one);
        startBothAndAwaitElection();
        long pulledNanos = WallClock.nanos();
        one.unplug();
        addresses.await(VIRTUAL, false, pulledNanos, SOON);
        assertTakeoverInTheDownInterval();
    }

    @Test
    void aCrashedHostIsReplacedInTheDownIntervalAndBootsAnew() {
        startBothAndAwaitElection();
        one.crash();
        assertTakeoverInTheDownInterval();
        one.boot();
        assertThat(one.has("10.171.48.28")).isTrue();
        assertThat(one.has(VIRTUAL)).isFalse();
    }

    /** The comparison the product is to win: a refused packet must change nothing (protocol.md, section 2). */
    @Test
    void keepalivedIsSilencedByAdvertsItRefuses() {
        LabHost hostile = lab.host("hostile", "eno1", "10.171.48.66/24");
        KeepalivedProcess.start(one, configuration(HIGH));
        wire.awaitAdvertFrom(one, 0, SOON);
        byte[] refused = RawAdvert.v2(VRID, 50)
                .from(hostile)
                .addresses(VIRTUAL)
                .password("wrong")
                .frame();
        long startedNanos = WallClock.nanos();
        try (PacketSender.Flood flood = PacketSender.flood(hostile, refused, Duration.ofMillis(400))) {
            long untilNanos = startedNanos + Duration.ofSeconds(3).toNanos();
            wire.awaitAdvertFrom(hostile, untilNanos, SOON);
            assertThat(wire.advertsFrom(one, startedNanos, untilNanos)).isEmpty();
            assertThat(flood.sent()).isBetween(7L, 10L);
        }
    }

    private void assertTakeoverInTheDownInterval() {
        WireAdvert takeover = wire.awaitAdvertFrom(two, 0, SOON);
        WireAdvert last = wire.lastAdvertFrom(one, takeover.timeNanos()).orElseThrow();
        Intervals.within("the takeover", takeover.timeNanos() - last.timeNanos(), Intervals.downV2Nanos(LOW, 1));
        two.awaitAddress(VIRTUAL, true, SOON);
    }

    private KeepalivedProcess startBothAndAwaitElection() {
        KeepalivedProcess first = KeepalivedProcess.start(one, configuration(HIGH));
        KeepalivedProcess.start(two, configuration(LOW)).awaitState("BACKUP", SOON);
        first.awaitState("MASTER", SOON);
        one.awaitAddress(VIRTUAL, true, SOON);
        return first;
    }

    private static String configuration(int priority) {
        return """
                vrrp_instance VI_1 {
                    state BACKUP
                    interface eno1
                    virtual_router_id %d
                    priority %d
                    advert_int 1
                    authentication {
                        auth_type PASS
                        auth_pass %s
                    }
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(VRID, priority, PASSWORD, VIRTUAL);
    }
}
