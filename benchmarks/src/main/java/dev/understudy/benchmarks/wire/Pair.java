// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two hosts on a bridge that is watched, for one router each, both of one program. Used by one thread. */
final class Pair implements AutoCloseable {
    static final String VIRTUAL = "10.171.48.30";
    static final int HIGH_PRIORITY = 150;
    static final int LOW_PRIORITY = 100;

    private static final String INTERFACE = "eno1";
    private static final long SEEN_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Lab lab;
    private final LabHost high;
    private final LabHost low;
    private final Observer wire;
    private final Contestant contestant;
    private final Interval interval;
    private final Settings settings;
    private RunningRouter highRouter;
    private RunningRouter lowRouter;

    private Pair(Lab lab, Contestant contestant, Interval interval, Settings settings) {
        this.lab = lab;
        this.contestant = contestant;
        this.interval = interval;
        this.settings = settings;
        high = lab.host("high", INTERFACE, "10.171.48.28/24");
        low = lab.host("low", INTERFACE, "10.171.48.29/24");
        wire = Observer.open(lab.bridgePid(), List.of("br0"));
    }

    static Pair open(Contestant contestant, Interval interval, Settings settings) {
        Lab lab = Lab.open();
        try {
            return new Pair(lab, contestant, interval, settings);
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    Lab lab() {
        return lab;
    }

    LabHost high() {
        return high;
    }

    LabHost low() {
        return low;
    }

    Observer wire() {
        return wire;
    }

    RunningRouter highRouter() {
        return highRouter;
    }

    Interval interval() {
        return interval;
    }

    void startHigh() {
        highRouter = RunningRouter.start(high, contestant, settings, conf(HIGH_PRIORITY));
    }

    /** Starts the Backup and waits until it hears adverts. */
    void startLow() {
        lowRouter = RunningRouter.start(low, contestant, settings, conf(LOW_PRIORITY));
        lowRouter.awaitListening();
    }

    /** Starts the Active, and then the Backup, whose first takeover is still to come. */
    void startBoth() {
        startHigh();
        awaitAdvert(0, high);
        startLow();
    }

    /** Mends the fault and waits until the host of the higher priority is the Active again. */
    void mend(Fault fault) {
        int before = wire.position();
        fault.mend(this);
        awaitAdvert(before, high);
    }

    /** The first advert of the host from this position on. */
    Sighting awaitAdvert(int position, LabHost host) {
        long mac = mac(host);
        return wire.await(
                position,
                () -> "an advert of " + contestant + " on " + host + "; it wrote: " + errors(),
                SEEN_LIMIT_NANOS,
                s -> s.isAdvert() && s.mac() == mac);
    }

    /** The first gratuitous ARP of the host for the virtual address from this position on. */
    Sighting awaitAnnouncement(int position, LabHost host) {
        long mac = mac(host);
        int virtual = 10 << 24 | 171 << 16 | 48 << 8 | 30;
        return wire.await(
                position,
                () -> "a gratuitous ARP of " + contestant + " on " + host,
                SEEN_LIMIT_NANOS,
                s -> !s.isAdvert() && s.mac() == mac && s.address() == virtual);
    }

    /** The host's last advert from this position on that is stamped before the time. */
    Sighting lastAdvert(int position, LabHost host, long beforeNanos) {
        long mac = mac(host);
        return wire.from(position).stream()
                .filter(s -> s.isAdvert() && s.mac() == mac && s.stampNanos() < beforeNanos)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("no advert of " + host + " before the takeover"));
    }

    static long mac(LabHost host) {
        return Long.parseLong(host.mac().replace(":", ""), 16);
    }

    /** What the programs complained of; empty when all is well. */
    String errors() {
        return (highRouter == null ? "" : highRouter.output()) + (lowRouter == null ? "" : lowRouter.output());
    }

    /** The Backup has never been anything else. */
    void assertBackupIsNew() {
        long mac = mac(low);
        if (wire.from(0).stream().anyMatch(s -> s.mac() == mac)) {
            throw new IllegalStateException(contestant + " on " + low + " has been Active before its first takeover");
        }
    }

    /** Frames that the observer lost are an error, not a footnote. */
    void assertNothingLost() {
        long drops = wire.drops();
        if (drops > 0) {
            throw new IllegalStateException("the observer lost " + drops + " frames");
        }
    }

    /** Says what the programs complained of, and ends them with their hosts. */
    @Override
    public void close() {
        try (lab) {
            wire.close();
            String errors = errors();
            if (!errors.isEmpty()) {
                System.err.println("wire-lab: " + contestant + " wrote: " + errors);
            }
        }
    }

    private String conf(int priority) {
        return Conf.one(INTERFACE, priority, interval, VIRTUAL + "/24");
    }
}
