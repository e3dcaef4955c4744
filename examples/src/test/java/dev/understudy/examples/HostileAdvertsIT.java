// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.KeepalivedProcess;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.Needs;
import dev.understudy.lab.PacketSender;
import dev.understudy.lab.RawAdvert;
import dev.understudy.lab.WallClock;
import dev.understudy.lab.WireAdvert;
import dev.understudy.lab.WireObserver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A refused packet changes nothing (protocol.md, section 2). A real keepalived with the same configuration on another VRID is flooded at
 * the same time, in the same way, and falls silent.
 */
class HostileAdvertsIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final long SECOND = 1_000_000_000L;
    private static final int OURS = 1;
    private static final int KEEPALIVEDS = 2;

    private static Lab lab;
    private static LabHost host;
    private static LabHost compared;
    private static LabHost hostile;
    private static WireObserver wire;
    private static Runner runner;

    @BeforeAll
    static void openLab() {
        Lab.require();
        Needs.program("keepalived");
        lab = Lab.open();
        host = lab.host("one", "eno1", "10.171.48.28/24");
        compared = lab.host("compared", "eno1", "10.171.48.29/24");
        hostile = lab.host("hostile", "eno1", "10.171.48.66/24");
        wire = lab.observe();
        host.file(Runner.CONFIGURATION, configuration(OURS), "644");
        runner = Runner.start(host);
        KeepalivedProcess.start(compared, configuration(KEEPALIVEDS));
        runner.awaitLog("Backup -> Active");
        wire.awaitAdvertFrom(compared, 0, SOON);
    }

    @AfterAll
    static void closeLab() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void anActiveKeepsItsPeriodWhereKeepalivedIsSilenced() {
        WireAdvert before = wire.awaitAdvertFrom(host, WallClock.nanos(), SOON);
        long fromNanos = WallClock.nanos();
        long untilNanos = fromNanos + 4 * SECOND;
        try (PacketSender.Flood ours = flood(OURS, Duration.ofMillis(400));
                PacketSender.Flood theirs = flood(KEEPALIVEDS, Duration.ofMillis(400))) {
            wire.awaitAdvertFrom(hostile, untilNanos, SOON);
            assertThat(ours.sent()).isGreaterThanOrEqualTo(10);
            assertThat(theirs.sent()).isGreaterThanOrEqualTo(10);
        }
        WireAdvert after = wire.awaitAdvertFrom(host, untilNanos, SOON);
        runner.awaitLog("REJECTED advert from 10.171.48.66 refused: .*\\(R14\\)");
        Measured.periods(
                "refused adverts each 400 ms", wire.advertsFrom(host, before.timeNanos(), after.timeNanos()), SECOND);
        assertThat(wire.advertsFrom(compared, fromNanos, untilNanos))
                .as("keepalived is silenced")
                .isEmpty();
    }

    @Test
    void anActiveKeepsItsPeriodInAReceiveFlood() {
        WireAdvert before = wire.awaitAdvertFrom(host, WallClock.nanos(), SOON);
        long fromNanos = WallClock.nanos();
        long sent;
        try (PacketSender.Flood flood = flood(OURS, Duration.ofNanos(100_000))) {
            wire.awaitAdvertFrom(host, fromNanos + 4 * SECOND, SOON);
            sent = flood.sent();
        }
        long tookNanos = WallClock.nanos() - fromNanos;
        assertThat(sent).as("a flood").isGreaterThan(5_000);
        WireAdvert after = wire.awaitAdvertFrom(host, fromNanos + tookNanos, SOON);
        List<WireAdvert> adverts = wire.advertsFrom(host, before.timeNanos(), after.timeNanos());
        Measured.periods(sent * SECOND / tookNanos + " refused adverts a second", adverts, SECOND);
        assertThat(adverts).allMatch(advert -> advert.priority() == 100);
    }

    private static PacketSender.Flood flood(int vrid, Duration period) {
        byte[] refused = RawAdvert.v2(vrid, 50)
                .from(hostile)
                .addresses(virtual(vrid))
                .password("wrong")
                .frame();
        return PacketSender.flood(hostile, refused, period);
    }

    private static String virtual(int vrid) {
        return "10.171.48.3" + vrid;
    }

    private static String configuration(int vrid) {
        return """
                vrrp_instance VI_1 {
                    state BACKUP
                    interface eno1
                    virtual_router_id %d
                    priority 100
                    advert_int 1
                    authentication {
                        auth_type PASS
                        auth_pass 123456
                    }
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(vrid, virtual(vrid));
    }
}
