// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static dev.understudy.examples.Tutorial.PRIORITY;
import static dev.understudy.examples.Tutorial.VIRTUAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.AddressMonitor;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.WallClock;
import dev.understudy.lab.WireAdvert;
import dev.understudy.lab.WireObserver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One host with the tutorial's file: whose the address is, and what becomes of it when others have a hand in it (K2-K4). */
class AddressIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final long SECOND = 1_000_000_000L;
    private static final String PREFIXED = VIRTUAL + "/32";

    private static Lab lab;
    private static LabHost host;
    private static WireObserver wire;
    private static Runner running;
    private static AddressMonitor monitor;

    @BeforeAll
    static void openLab() {
        Lab.require();
        lab = Lab.open();
        host = lab.host("one", "eno1", "10.171.48.28/24");
        wire = lab.observe();
        monitor = AddressMonitor.open(host);
        Tutorial.install(host, "rabbitmq1.conf");
    }

    @AfterAll
    static void closeLab() {
        if (lab != null) {
            lab.close();
        }
    }

    /** What a failed test leaves would fail the others. */
    @AfterEach
    void cleanUp() {
        if (running.isAlive()) {
            running.end();
        }
        if (host.has(VIRTUAL)) {
            host.delAddress(PREFIXED);
        }
    }

    @Test
    void anAddressDeletedByHandIsPutBackWithoutAChangeOfState() {
        Runner runner = startAndAwaitActive();
        long transitions = runner.transitions();
        WireAdvert before = wire.awaitAdvertFrom(host, WallClock.nanos(), SOON);
        long deletedNanos = WallClock.nanos();
        host.delAddress(PREFIXED);

        runner.awaitLog("WARN +eno1/ipv4/167: ADDRESS_REMOVED 10.171.48.30/32 was removed by somebody else");
        runner.awaitLog("INFO +eno1/ipv4/167: ADDRESS_PUT_BACK 10.171.48.30/32");
        long goneNanos = monitor.await(VIRTUAL, false, deletedNanos, SOON).timeNanos();
        long backNanos = monitor.await(VIRTUAL, true, goneNanos, SOON).timeNanos();
        Measured.say("address put back after", backNanos - goneNanos, "ip address del by hand");
        assertThat(backNanos - goneNanos).isLessThan(SECOND);
        // The monitor may be late, so the moment of deletion is what the announcement is compared with.
        wire.awaitAnnouncement(host, VIRTUAL, deletedNanos, SOON);
        assertThat(host.address(VIRTUAL).orElseThrow().validSeconds()).isPresent();

        WireAdvert later = wire.awaitAdvertFrom(host, deletedNanos + 3 * SECOND, SOON);
        List<WireAdvert> adverts = wire.advertsFrom(host, before.timeNanos(), later.timeNanos());
        assertThat(adverts).allMatch(advert -> advert.priority() == PRIORITY);
        Measured.periods("an address deleted meanwhile", adverts, SECOND);
        assertThat(runner.transitions()).isEqualTo(transitions);
        endAndExpect(runner, false);
    }

    @Test
    void anAddressConfiguredByHandIsUsedAndStays() {
        host.addAddress(PREFIXED);
        Runner runner = startAndAwaitActive();
        runner.awaitLog("WARN +eno1/ipv4/167: FOREIGN_ADDRESS 10.171.48.30/32 was there before: it is used as it is");
        long activeNanos = WallClock.nanos();
        wire.awaitAnnouncement(host, VIRTUAL, activeNanos - SECOND, SOON);
        wire.awaitAdvertFrom(host, activeNanos + 2 * SECOND, SOON);
        assertPermanent();

        runner.kill();
        Runner again = startAndAwaitActive();
        again.awaitLog("FOREIGN_ADDRESS 10.171.48.30/32");
        assertPermanent();
        endAndExpect(again, true);
        assertPermanent();
    }

    @Test
    void withoutALeaseARestartRemovesWhatAKilledOneHasLeft() {
        Runner runner = startAndAwaitActive("--address-lease", "off");
        assertPermanent();
        runner.kill();
        String ledger = host.file(Runner.STATE_DIRECTORY + "/" + Runner.ledgers(host));
        assertThat(ledger).contains("\n+ 10.171.48.30/32 eno1\n");
        String pid = ledger.replaceFirst("(?s).*\npid (\\d+) .*", "$1");
        assertPermanent();

        long restartedNanos = WallClock.nanos();
        running = Runner.start(host, "--address-lease", "off");
        Runner again = running;
        again.awaitLog("INFO +Removed 10.171.48.30/32 from eno1, left over from pid " + pid + "$");
        again.awaitLog("INFO", "Initialize", "Backup", "started");
        monitor.await(VIRTUAL, false, restartedNanos, SOON);
        assertThat(host.has(VIRTUAL)).isFalse();
        again.awaitLog("INFO", "Backup", "Active", "the Active has not been heard");
        host.awaitAddress(VIRTUAL, true, SOON);
        endAndExpect(again, false);
    }

    private static Runner startAndAwaitActive(String... options) {
        running = Runner.start(host, options);
        Runner runner = running;
        runner.awaitLog("INFO", "Initialize", "Backup", "started");
        runner.awaitLog("INFO", "Backup", "Active", "the Active has not been heard for the down interval (nobody");
        host.awaitAddress(VIRTUAL, true, SOON);
        return runner;
    }

    private static void assertPermanent() {
        assertThat(host.address(VIRTUAL).orElseThrow().validSeconds()).isEmpty();
    }

    private static void endAndExpect(Runner runner, boolean addressStays) {
        assertThat(runner.end()).isZero();
        assertThat(host.has(VIRTUAL)).isEqualTo(addressStays);
        assertThat(Runner.ledgers(host)).isEmpty();
    }
}
