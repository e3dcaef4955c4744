// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.AddressMonitor;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.WallClock;
import dev.understudy.lab.WireObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The tutorial's two hosts, each with its file and check script byte for byte. A process named haproxy that does nothing keeps the check
 * quiet. Tests bring the pair into order with {@link #settle} and then speak of its Active and its Backup, whichever host that is.
 */
final class TutorialPair implements AutoCloseable {
    static final String VIRTUAL = "10.171.48.30";
    static final int VRID = 167;
    static final int PRIORITY = 100;
    static final String PASSWORD = "123456";

    private static final Path FILES = Path.of("../vrrp-core/src/test/resources/dev/understudy/vrrp/conf/tutorial");
    private static final String CHECK = "/etc/keepalived/haproxy_check.sh";
    private static final String HAPROXY = "/usr/local/haproxy/sbin/haproxy";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Lab lab = Lab.open();
    private final LabHost one = lab.host("one", "eno1", "10.171.48.28/24");
    private final LabHost two = lab.host("two", "eno1", "10.171.48.29/24");
    private final WireObserver wire = lab.observe();
    private final Map<LabHost, Runner> runners = new HashMap<>();
    private final Map<LabHost, AddressMonitor> monitors = new HashMap<>();

    private TutorialPair() {}

    static TutorialPair open() {
        TutorialPair pair = new TutorialPair();
        pair.prepare(pair.one, "rabbitmq1.conf");
        pair.prepare(pair.two, "rabbitmq2.conf");
        return pair;
    }

    private void prepare(LabHost host, String configuration) {
        host.file(Runner.CONFIGURATION, file(configuration), "644");
        host.file(CHECK, file("haproxy_check.sh"), "755");
        assertThat(host.file(Runner.CONFIGURATION)).isEqualTo(file(configuration));
        standIn(host);
        monitors.put(host, AddressMonitor.open(host));
    }

    /** A haproxy as ps(1) sees it. */
    private static void standIn(LabHost host) {
        host.run("install", "-D", "/usr/bin/sleep", HAPROXY);
        host.start(HAPROXY, "infinity");
    }

    private static String file(String name) {
        try {
            return Files.readString(FILES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    void settle() {
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
    }

    /** Ends what runs. */
    void end() {
        runners.values().stream().filter(Runner::isAlive).forEach(Runner::end);
    }

    /** As {@link #settle()}, with this host as the Active. */
    void settleWithActive(LabHost host) {
        settle();
        if (active() != host) {
            runners.get(active()).end();
            settle();
        }
        assertThat(active()).isSameAs(host);
    }

    private boolean isSettled(LabHost active, LabHost backup) {
        return isIn("Active", active) && isIn("Backup", backup) && active.has(VIRTUAL) && !backup.has(VIRTUAL);
    }

    private boolean isIn(String state, LabHost host) {
        return runners.get(host).state().filter(state::equals).isPresent();
    }

    LabHost active() {
        return isIn("Active", one) ? one : two;
    }

    LabHost backup() {
        return other(active());
    }

    /** What is in the state directory of the host, one name a line. */
    static String ledgers(LabHost host) {
        return host.run("ls", Runner.STATE_DIRECTORY).strip();
    }

    @Override
    public void close() {
        lab.close();
    }
}
