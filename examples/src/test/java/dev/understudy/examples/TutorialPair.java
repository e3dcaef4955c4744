// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static dev.understudy.examples.Tutorial.PRIORITY;
import static dev.understudy.examples.Tutorial.VIRTUAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.AddressMonitor;
import dev.understudy.lab.Intervals;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.WallClock;
import dev.understudy.lab.WireAdvert;
import dev.understudy.lab.WireObserver;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The tutorial's two hosts, each with its file and check script byte for byte. Tests bring the pair into order with {@link #settle} and then speak of its Active and its Backup, whichever host that is.
 */
final class TutorialPair implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Lab lab = Lab.open();
    private final LabHost one = lab.host("one", "eno1", "10.171.48.28/24");
    private final LabHost two = lab.host("two", "eno1", "10.171.48.29/24");
    private final WireObserver wire = lab.observe();
    private final Map<LabHost, Runner> runners = new HashMap<>();
    private final Map<LabHost, AddressMonitor> monitors = new HashMap<>();

    /** Who is what at the beginning of a test. */
    record Roles(LabHost active, LabHost backup, Runner activeRunner, Runner backupRunner) {}

    private TutorialPair() {}

    static TutorialPair open() {
        TutorialPair pair = new TutorialPair();
        pair.prepare(pair.one, "rabbitmq1.conf");
        pair.prepare(pair.two, "rabbitmq2.conf");
        return pair;
    }

    private void prepare(LabHost host, String configuration) {
        Tutorial.install(host, configuration);
        monitors.put(host, AddressMonitor.open(host));
    }

    Lab lab() {
        return lab;
    }

    WireObserver wire() {
        return wire;
    }

    /** The host with the lower address, which yields to the other at equal priority (A10). */
    LabHost lower() {
        return one;
    }

    LabHost other(LabHost host) {
        return host == one ? two : one;
    }

    Runner runner(LabHost host) {
        return runners.get(host);
    }

    AddressMonitor monitor(LabHost host) {
        return monitors.get(host);
    }

    /** Starts what does not run; returns when one is Active with the address, and the other Backup without it and has heard of it. Logs are read from here on. */
    Roles settle() {
        for (LabHost host : List.of(one, two)) {
            if (runners.containsKey(host) && runners.get(host).isAlive()) {
                runners.get(host).skip();
            } else {
                runners.put(host, Runner.start(host));
            }
        }
        Awaitility.await("one Active and one Backup")
                .atMost(SOON)
                .until(() -> isSettled(one, two) || isSettled(two, one));
        wire.awaitAdvertFrom(active(), WallClock.nanos(), SOON);
        LabHost active = active();
        return new Roles(active, other(active), runner(active), runner(other(active)));
    }

    /** Ends what runs. */
    void end() {
        runners.values().stream().filter(Runner::isAlive).forEach(Runner::end);
    }

    /** As {@link #settle()}, with this host as the Active. */
    Roles settleWithActive(LabHost host) {
        Roles roles = settle();
        if (roles.active != host) {
            roles.activeRunner.end();
            roles = settle();
        }
        assertThat(roles.active).isSameAs(host);
        return roles;
    }

    /** The Backup claims in the down interval after the last advert of the Active, saying why, and gets the address. */
    void assertTakenOver(String after, Roles roles, long afterNanos) {
        long downNanos = Intervals.downV2Nanos(PRIORITY, 1);
        WireAdvert first =
                Measured.takeover("takeover after " + after, wire, roles.active, roles.backup, afterNanos, downNanos);
        String cause = "the Active has not been heard for the down interval (" + roles.active.primaryAddress();
        roles.backupRunner.awaitLog("INFO", "Backup", "Active", cause);
        roles.backup.awaitAddress(VIRTUAL, true, SOON);
        wire.awaitAnnouncement(roles.backup, VIRTUAL, first.timeNanos(), SOON);
    }

    /** The address is there and only there. */
    void assertHeldBy(LabHost holder) {
        assertThat(holder.has(VIRTUAL)).isTrue();
        assertThat(other(holder).has(VIRTUAL)).isFalse();
    }

    private boolean isSettled(LabHost active, LabHost backup) {
        return isIn("Active", active) && isIn("Backup", backup) && active.has(VIRTUAL) && !backup.has(VIRTUAL);
    }

    private boolean isIn(String state, LabHost host) {
        return runners.get(host).state().filter(state::equals).isPresent();
    }

    private LabHost active() {
        return isIn("Active", one) ? one : two;
    }

    @Override
    public void close() {
        lab.close();
    }
}
