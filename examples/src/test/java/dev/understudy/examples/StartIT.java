// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static dev.understudy.examples.Tutorial.VIRTUAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.AddressMonitor;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.LabProcess;
import dev.understudy.lab.WallClock;
import dev.understudy.lab.WireAdvert;
import dev.understudy.lab.WireObserver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Starts that are refused, each with its exit code, and one that is told to the service manager. */
class StartIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final long SECOND = 1_000_000_000L;
    private static final String SOCKET = "/run/notify";

    private static Lab lab;
    private static LabHost host;
    private static WireObserver wire;

    @BeforeAll
    static void openLab() {
        Lab.require();
        lab = Lab.open();
        host = lab.host("one", "eno1", "10.171.48.28/24");
        wire = lab.observe();
        Tutorial.install(host, "rabbitmq1.conf");
    }

    @AfterAll
    static void closeLab() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void whatIsRefusedTouchesNothing() {
        host.file("/etc/refused.conf", Tutorial.file("rabbitmq1.conf").replace("nopreempt", "no_preempt"), "644");
        host.file("/etc/absent.conf", Tutorial.file("rabbitmq1.conf").replace("eno1", "eno9"), "644");
        AddressMonitor monitor = AddressMonitor.open(host);
        long startedNanos = WallClock.nanos();
        Runner refused = Runner.start(host, List.of(), "/etc/refused.conf");
        Runner unprivileged = Runner.start(host, List.of("setpriv", "--bounding-set=-net_raw"), Runner.CONFIGURATION);
        Runner absent = Runner.start(host, List.of(), "/etc/absent.conf");

        assertThat(refused.awaitExit()).as(refused.log()).isEqualTo(ExitCode.CONFIGURATION);
        refused.awaitLog("ERROR /etc/refused.conf:21:5: refuse: .*no_preempt");
        refused.awaitLog("ERROR /etc/refused.conf is refused: nothing was started");
        assertThat(unprivileged.awaitExit()).as(unprivileged.log()).isEqualTo(ExitCode.PRIVILEGE);
        unprivileged.awaitLog("ERROR CAP_NET_RAW is missing: ");
        assertThat(absent.awaitExit()).as(absent.log()).isEqualTo(ExitCode.INTERFACE_ABSENT);
        absent.awaitLog("ERROR VI_1: there is no interface eno9; there are .*eno1");

        wire.catchUp();
        assertThat(wire.advertsFrom(host, startedNanos, Long.MAX_VALUE)).isEmpty();
        assertThat(monitor.notices(VIRTUAL)).isEmpty();
        assertThat(host.run("find", "/run", "-path", "/run/.lab", "-prune", "-o", "-name", "*.ledger*", "-print"))
                .isEmpty();
    }

    @Test
    void aCorruptLedgerIsSetAsideTheServiceManagerIsToldAndASecondInstanceIsRefused() {
        String namespace =
                host.run("stat", "-L", "-c", "%i", "/proc/self/ns/net").strip();
        String ledger = "/run/understudy/" + namespace + "-eno1-ipv4-167.ledger";
        host.file(ledger, "understudy-ledger 1\nboot what\n", "644");
        LabProcess manager = host.start("socat", "-u", "UNIX-RECVFROM:" + SOCKET + ",fork", "SYSTEM:cat && echo");
        Awaiting.file(host, SOCKET);

        Runner runner = Runner.start(host, List.of("env", "NOTIFY_SOCKET=" + SOCKET), Runner.CONFIGURATION);
        runner.awaitLog("WARN +A ledger makes no sense and is set aside as " + ledger + ".corrupt: .*Look for stale");
        assertThat(host.file(ledger + ".corrupt")).isEqualTo("understudy-ledger 1\nboot what\n");
        runner.awaitLog("INFO", "Initialize", "Backup", "started");
        LabProcess.OutputLine ready = manager.awaitLine("^READY=1$", SOON);
        runner.awaitLog("INFO", "Backup", "Active", "the Active has not been heard");
        host.awaitAddress(VIRTUAL, true, SOON);

        long transitions = runner.transitions();
        long secondNanos = WallClock.nanos();
        Runner second = Runner.start(host);
        assertThat(second.awaitExit()).as(second.log()).isEqualTo(ExitCode.HELD_ELSEWHERE);
        String pid = host.file(ledger).replaceFirst("(?s).*\npid (\\d+) .*", "$1");
        assertThat(host.file("/proc/" + pid + "/comm").strip()).isEqualTo("java");
        second.awaitLog("ERROR router eno1/ipv4/167 is held by another instance, pid " + pid + " ");
        WireAdvert later = wire.awaitAdvertFrom(host, secondNanos + 2 * SECOND, SOON);
        assertThat(wire.advertsFrom(host, secondNanos, later.timeNanos())).allMatch(advert -> advert.priority() > 0);
        assertThat(runner.transitions()).isEqualTo(transitions);
        assertThat(host.has(VIRTUAL)).isTrue();

        long endedNanos = WallClock.nanos();
        assertThat(runner.end()).isZero();
        LabProcess.OutputLine stopping = manager.awaitLine("^STOPPING=1$", SOON);
        assertThat(ready.timeNanos()).isLessThan(endedNanos);
        assertThat(stopping.timeNanos()).isGreaterThan(endedNanos);
        assertThat(manager.lines().all())
                .extracting(LabProcess.OutputLine::text)
                .containsExactly("READY=1", "STOPPING=1");
        assertThat(host.has(VIRTUAL)).isFalse();
        assertThat(Runner.ledgers(host)).isEqualTo(namespace + "-eno1-ipv4-167.ledger.corrupt");
        host.run("rm", ledger + ".corrupt");
    }
}
