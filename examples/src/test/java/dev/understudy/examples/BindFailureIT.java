// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.AddressMonitor;
import dev.understudy.lab.Intervals;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.WallClock;
import dev.understudy.lab.WireAdvert;
import dev.understudy.lab.WireObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * F4 with a kernel that really refuses: an interface with an MTU below IPv4's least takes no IPv4 address. One of the router's two
 * addresses belongs there.
 */
class BindFailureIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final long SECOND = 1_000_000_000L;
    private static final int PRIORITY = 200;
    private static final int INTERVAL_CENTIS = 10;
    private static final String GOOD = "10.171.48.30";
    private static final String REFUSED = "10.99.0.30";
    private static final String CONFIGURATION = """
            vrrp_instance VI_1 {
                version 3
                state BACKUP
                interface eno1
                virtual_router_id 167
                priority 200
                advert_int 0.1
                virtual_ipaddress {
                    10.171.48.30/24
                    10.99.0.30/24 dev lo
                }
            }
            """;

    private Lab lab;

    @BeforeAll
    static void require() {
        Lab.require();
    }

    @AfterEach
    void close() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void anAddressThatCannotBeBoundIsTriedAgainWithGrowingGaps() {
        lab = Lab.open();
        LabHost host = lab.host("one", "eno1", "10.171.48.28/24");
        WireObserver wire = lab.observe();
        AddressMonitor monitor = AddressMonitor.open(host);
        host.run("ip", "link", "set", "lo", "mtu", "60");
        host.file(Runner.CONFIGURATION, CONFIGURATION, "644");
        Runner runner = Runner.start(host);

        runner.awaitLog("INFO", "Initialize", "Backup", "started");
        List<WireAdvert> resignations = new ArrayList<>();
        long afterNanos = 0;
        for (int attempt = 0; attempt < 3; attempt++) {
            runner.awaitLog("INFO", "Backup", "Active", "the Active has not been heard");
            runner.awaitLog(
                    "WARN", "Active", "Initialize", "an address could not be bound (10.99.0.30/24: errno 105 (ENOBUFS");
            long from = afterNanos;
            resignations.add(wire.awaitAdvert(
                    "priority 0", SOON, advert -> advert.priority() == 0 && advert.timeNanos() > from));
            afterNanos = resignations.get(attempt).timeNanos();
            assertThat(host.has(GOOD)).as("all addresses or none").isFalse();
            if (attempt < 2) {
                runner.awaitLog("INFO", "Initialize", "Backup", "the fault is gone (an address could not be bound");
            }
        }
        assertThat(wire.adverts().all())
                .as("one advert and one resignation a try, nothing else")
                .extracting(WireAdvert::priority)
                .containsExactly(PRIORITY, 0, PRIORITY, 0, PRIORITY, 0);
        long down = Intervals.downV3Nanos(PRIORITY, INTERVAL_CENTIS);
        Measured.within("second try", gap(resignations, 1), SECOND + down);
        Measured.within("third try", gap(resignations, 2), 2 * SECOND + down);

        host.run("ip", "link", "set", "lo", "mtu", "1500");
        long healedNanos = WallClock.nanos();
        runner.awaitLog("INFO", "Initialize", "Backup", "the fault is gone (an address could not be bound");
        runner.awaitLog("INFO", "Backup", "Active", "the Active has not been heard");
        runner.awaitLog("ADDRESSES_HELD holds \\[10.171.48.30/24, 10.99.0.30/24");
        WireAdvert healed = wire.awaitAdvertFrom(host, healedNanos, SOON);
        Measured.within("fourth try", healed.timeNanos() - afterNanos, 4 * SECOND + down);
        monitor.await(REFUSED, true, healedNanos, SOON);
        assertThat(host.has(GOOD) && host.has(REFUSED)).isTrue();
        assertThat(runner.end()).isZero();
        assertThat(host.has(GOOD) || host.has(REFUSED)).isFalse();
    }

    private static long gap(List<WireAdvert> resignations, int attempt) {
        return resignations.get(attempt).timeNanos()
                - resignations.get(attempt - 1).timeNanos();
    }
}
