// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.Intervals;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.ServiceProbe;
import dev.understudy.lab.Signal;
import dev.understudy.lab.WallClock;
import dev.understudy.lab.WireAdvert;
import dev.understudy.lab.WireObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The tutorial's two hosts and a client on a third. HAProxy is Debian's, at the path the tutorial has it; RabbitMQ is a service that
 * answers with the address it is asked from, and so names the HAProxy in between.
 */
final class HaproxyPair implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    static final long DOWN_NANOS = Intervals.downV2Nanos(100, 1);
    private static final String HAPROXY = "/usr/local/haproxy/sbin/haproxy";
    private static final String HAPROXY_CFG = "/etc/haproxy/haproxy.cfg";

    final Lab lab = Lab.open();
    final WireObserver wire = lab.observe();
    final LabHost one = host("rabbitmq1", Tutorial.FIRST);
    final LabHost two = host("rabbitmq2", Tutorial.SECOND);
    private final LabHost client = lab.host("client", "eno1", "10.171.48.40/24");
    private ServiceProbe probe;
    private Runner runnerOne;

    private LabHost host(String name, String address) {
        LabHost host = lab.host(name, "eno1", address + "/24");
        host.file(HAPROXY_CFG, Tutorial.text(Tutorial.repaired("haproxy.cfg")), "644");
        ServiceProbe.serve(host, Tutorial.RABBITMQ_PORT, "$SOCAT_PEERADDR");
        host.run("mkdir", "-p", HAPROXY.replaceFirst("/haproxy$", ""));
        installHaproxy(host);
        host.run(HAPROXY, "-f", HAPROXY_CFG);
        return host;
    }

    /** Starts the runners with these files and returns when the first host is Active and the client is served through it. */
    void start(List<Path> configurations) {
        runnerOne = run(one, configurations.get(0));
        run(two, configurations.get(1));
        runnerOne.awaitLog("INFO", "Backup", "Active", "");
        probe = ServiceProbe.start(client, Tutorial.VIRTUAL, Tutorial.PORT);
        probe.awaitAnswer(Tutorial.FIRST, 0, SOON);
    }

    private static Runner run(LabHost host, Path configuration) {
        host.file(Runner.CONFIGURATION, Tutorial.text(configuration), "644");
        Runner runner = Runner.start(host);
        runner.awaitLog("INFO", "Initialize", "Backup", "");
        return runner;
    }

    void installHaproxy(LabHost host) {
        host.run("ln", "-s", "/usr/sbin/haproxy", HAPROXY);
    }

    void uninstallHaproxy(LabHost host) {
        host.run("rm", HAPROXY);
    }

    /** SIGKILL, and returns when the client has noticed. */
    long killHaproxy(LabHost host) {
        long killedNanos = WallClock.nanos();
        host.signalAll("haproxy", Signal.KILL);
        return probe.awaitFailure(killedNanos, SOON).askedNanos();
    }

    /** The first advert of the second host later than the time, and that it came in the down interval after the first host's last. */
    WireAdvert awaitTakeoverInTheDownInterval(long afterNanos) {
        return Measured.takeover("takeover", wire, one, two, afterNanos, DOWN_NANOS);
    }

    /** What the client saw; a host that lost its runner may serve until the other takes over, and then it saw nothing. */
    void assertOutagesWithin(long mostNanos) {
        for (ServiceProbe.Outage outage : probe.outages()) {
            Measured.say("client without service", outage.lengthNanos(), mostNanos / 1_000_000 + " ms at most");
            assertThat(outage.lengthNanos()).isLessThan(mostNanos);
        }
    }

    /** The runner of the first host; its log is read forward. */
    Runner runnerOne() {
        return runnerOne;
    }

    ServiceProbe probe() {
        return probe;
    }

    @Override
    public void close() {
        lab.close();
    }
}
