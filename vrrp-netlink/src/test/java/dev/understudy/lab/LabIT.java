// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lab, proven with the real keepalived 2.2.7 on both hosts. */
class LabIT {
    private static final String VIRTUAL = "10.171.48.30";
    private static final int VRID = 167;
    private static final int HIGH = 150;
    private static final int LOW = 100;
    private static final Duration SOON = Duration.ofSeconds(8);

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
        KeepalivedProcess first = startBothAndAwaitOne();

        WireAdvert advert = wire.awaitAdvertFrom(one, 0, SOON);
        assertThat(advert.source()).isEqualTo("10.171.48.28");
        assertThat(advert.destination()).isEqualTo("224.0.0.18");
        assertThat(advert.ttl()).isEqualTo(255);
        assertThat(advert.tos()).isEqualTo(0xc0);
        assertThat(advert.dontFragment()).isFalse();
        assertThat(advert.version()).isEqualTo(2);
        assertThat(advert.vrid()).isEqualTo(VRID);
        assertThat(advert.priority()).isEqualTo(HIGH);
        assertThat(advert.intervalCentis()).isEqualTo(100);
        assertThat(advert.authType()).isEqualTo(1);
        assertThat(advert.authData()).isEqualTo("123456");
        assertThat(advert.addresses()).containsExactly(VIRTUAL);
        assertThat(advert.checksum()).isEqualTo(WireAdvert.Checksum.MESSAGE_ONLY);
        wire.awaitAnnouncement(one, VIRTUAL, 0, SOON);
        assertThat(two.has(VIRTUAL)).isFalse();

        assertThat(first.stop()).isZero();
        WireAdvert resignation =
                wire.awaitAdvert("a resignation", SOON, seen -> seen.isFrom(one) && seen.priority() == 0);
        WireAdvert takeover = wire.awaitAdvertFrom(two, resignation.timeNanos(), SOON);
        Intervals.within("the hand-over", takeover.timeNanos() - resignation.timeNanos(), Intervals.skewV2Nanos(LOW));
        two.awaitAddress(VIRTUAL, true, SOON);
        assertThat(one.has(VIRTUAL)).isFalse();
    }

    @Test
    void aKilledKeepalivedIsReplacedInTheDownIntervalAndLeavesItsAddressBehind() {
        KeepalivedProcess first = startBothAndAwaitOne();
        first.kill();
        assertTakeoverInTheDownInterval();
        assertThat(one.has(VIRTUAL))
                .as("the kernel keeps the dead one's address")
                .isTrue();
    }

    @Test
    void aPulledCableIsNoticedOnBothSides() {
        AddressMonitor addresses = AddressMonitor.open(one);
        startBothAndAwaitOne();
        long pulledNanos = WallClock.nanos();
        one.unplug();
        addresses.await(VIRTUAL, false, pulledNanos, SOON);
        assertTakeoverInTheDownInterval();
    }

    private void assertTakeoverInTheDownInterval() {
        WireAdvert takeover = wire.awaitAdvertFrom(two, 0, SOON);
        WireAdvert last = wire.lastAdvertFrom(one, takeover.timeNanos()).orElseThrow();
        Intervals.within("the takeover", takeover.timeNanos() - last.timeNanos(), Intervals.downV2Nanos(LOW, 1));
        two.awaitAddress(VIRTUAL, true, SOON);
    }

    private KeepalivedProcess startBothAndAwaitOne() {
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
                        auth_pass 123456
                    }
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(VRID, priority, VIRTUAL);
    }
}
