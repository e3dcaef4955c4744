// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent by hand is recorded as it was. */
class WireObserverIT {
    private static final String VIRTUAL = "10.0.0.30";
    private static final int VRID = 7;
    private static final Duration SOON = Duration.ofSeconds(10);

    private Lab lab;
    private LabHost one;
    private LabHost two;
    private WireObserver wire;

    @BeforeAll
    static void require() {
        Lab.require();
    }

    @BeforeEach
    void observedHosts() {
        lab = Lab.open();
        wire = lab.observe();
        one = lab.host("one", "eno1", "10.0.0.1/24");
        two = lab.host("two", "eno1", "10.0.0.2/24");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void recordsEveryFieldInOrder() {
        long beforeNanos = WallClock.nanos();
        PacketSender.send(
                one,
                RawAdvert.v2(VRID, 100)
                        .from(one)
                        .addresses(VIRTUAL, "10.0.0.31")
                        .password("secret")
                        .frame());
        PacketSender.send(
                one,
                RawAdvert.v3(VRID, 101)
                        .from(one)
                        .from("10.9.9.9")
                        .ttl(64)
                        .messageOnlyChecksum()
                        .frame());
        PacketSender.send(
                two,
                RawAdvert.v3(VRID, 0).from(two).interval(4095).badChecksum().frame());
        PacketSender.send(two, RawAdvert.v2(VRID, 3).from(two).lengthChange(-9).frame());
        wire.catchUp();
        long afterNanos = WallClock.nanos();

        List<WireAdvert> seen = wire.adverts().all();
        assertThat(seen).hasSize(3);
        assertThat(seen.get(0))
                .returns("10.0.0.1", WireAdvert::source)
                .returns("224.0.0.18", WireAdvert::destination)
                .returns(2, WireAdvert::version)
                .returns(100, WireAdvert::intervalCentis)
                .returns(1, WireAdvert::authType)
                .returns("secret", WireAdvert::authData)
                .returns(List.of(VIRTUAL, "10.0.0.31"), WireAdvert::addresses)
                .returns(WireAdvert.Checksum.MESSAGE_ONLY, WireAdvert::checksum);
        assertThat(seen.get(1))
                .returns("10.9.9.9", WireAdvert::source)
                .returns(true, advert -> advert.isFrom(one))
                .returns(64, WireAdvert::ttl)
                .returns(3, WireAdvert::version)
                .returns(WireAdvert.Checksum.MESSAGE_ONLY, WireAdvert::checksum);
        assertThat(seen.get(2))
                .returns(true, advert -> advert.isFrom(two))
                .returns(0, WireAdvert::priority)
                .returns(4095, WireAdvert::intervalCentis)
                .returns(WireAdvert.Checksum.WRONG, WireAdvert::checksum);
        assertThat(seen).allSatisfy(advert -> assertThat(advert.timeNanos()).isBetween(beforeNanos, afterNanos));
        assertThat(wire.oddities()).singleElement().returns(two.mac(), WireOddity::sourceMac);
    }

    @Test
    void aFloodKeepsItsPeriodAndItsFrames() {
        byte[] frame = RawAdvert.v2(VRID, 100).from(one).addresses(VIRTUAL).frame();
        try (PacketSender.Flood flood = PacketSender.flood(one, frame, Duration.ofMillis(2))) {
            wire.awaitAdvert("the 100th", SOON, advert -> wire.adverts().size() >= 100);
            assertThat(flood.sent()).isGreaterThanOrEqualTo(100);
        }
        assertThat(wire.periodsNanos(one)).hasSizeGreaterThanOrEqualTo(99);
        assertThat(wire.oddities()).isEmpty();
    }

    @Test
    void aClientFollowsAnAddressThatMovesAndKnowsItsOutage() {
        LabHost client = lab.host("client", "eno1", "10.0.0.40/24");
        ServiceProbe.serve(one, 5672, "one");
        ServiceProbe.serve(two, 5672, "two");
        one.addAddress(VIRTUAL + "/32");
        ServiceProbe probe = ServiceProbe.start(client, VIRTUAL, 5672);
        ServiceProbe.Attempt before = probe.awaitAnswer("one", 0, SOON);

        one.delAddress(VIRTUAL + "/32");
        long goneNanos = WallClock.nanos();
        probe.awaitFailure(goneNanos, SOON);
        two.addAddress(VIRTUAL + "/32");
        PacketSender.send(two, RawArp.gratuitous(two, VIRTUAL));
        WireArp announced = wire.awaitAnnouncement(two, VIRTUAL, goneNanos, SOON);

        ServiceProbe.Attempt after = probe.awaitAnswer("two", announced.timeNanos(), SOON);
        assertThat(probe.outages()).singleElement().satisfies(outage -> {
            assertThat(outage.lastServed().text()).isEqualTo("one");
            assertThat(outage.servedAgain().text()).isEqualTo("two");
            assertThat(outage.lengthNanos()).isBetween(1L, after.endedNanos() - before.endedNanos());
        });
    }
}
