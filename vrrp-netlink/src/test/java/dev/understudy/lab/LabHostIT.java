// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a host can do, and that it is one: nothing of the machine or of another host is seen or changed. */
class LabHostIT {
    private static final String VIRTUAL = "10.0.0.30";
    private static final int VRID = 7;
    private static final Duration SOON = Duration.ofSeconds(10);

    private Lab lab;
    private LabHost one;
    private LabHost two;

    @BeforeAll
    static void require() {
        Lab.require();
    }

    @BeforeEach
    void twoHosts() {
        lab = Lab.open();
        one = lab.host("one", "eno1", "10.0.0.1/24");
        two = lab.host("two", "eno1", "10.0.0.2/24");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void namesFilesAndProcessesAreItsOwn() {
        one.file("/etc/keepalived/lab-proof.sh", "#!/bin/sh\necho proven\n", "755");
        one.file("/run/understudy/lab-proof", "x", "644");
        LabProcess sleeper = one.start("sleep", "1000");

        assertThat(one.run("hostname").strip()).isEqualTo("one");
        assertThat(one.run("/etc/keepalived/lab-proof.sh").strip()).isEqualTo("proven");
        assertThat(one.pids("sleep")).containsExactly(sleeper.pid());
        assertThat(two.succeeds("ps", "-C", "sleep")).isFalse();
        assertThat(two.succeeds("test", "-e", "/run/understudy")).isFalse();
        assertThat(Path.of("/etc/keepalived/lab-proof.sh")).doesNotExist();
        assertThat(one.run("ip", "-o", "link")).contains("eno1").doesNotContain("eth0");
        assertThat(one.run("ls", "/sys/class/net").split("\\s+")).containsExactlyInAnyOrder("eno1", "lo");
    }

    @Test
    void signalsStopContinueAndEndAProcess() {
        LabProcess ticker = one.start("sh", "-c", "while :; do echo tick; sleep 0.01; done");
        ticker.awaitLine("tick", SOON);
        ticker.signal(Signal.STOP);
        awaitState(ticker, "T");
        int before = ticker.lines().size();
        ticker.signal(Signal.CONT);
        ticker.awaitLineFrom(before + 1, "tick", SOON);
        ticker.signal(Signal.TERM);
        assertThat(ticker.awaitExit(SOON)).isEqualTo(128 + 15);
        assertThatThrownBy(() -> ticker.awaitLine("tock", SOON)).hasMessageContaining("it ended without");
    }

    @Test
    void aStoppedProcessCanBeKilled() {
        LabProcess sleeper = one.start("sleep", "1000");
        sleeper.signal(Signal.STOP);
        awaitState(sleeper, "T");
        sleeper.signal(Signal.KILL);
        sleeper.signal(Signal.CONT);
        assertThat(sleeper.awaitExit(SOON)).isEqualTo(128 + 9);
    }

    /** The tutorial's check counts {@code ps -C}: a zombie must not pass for a service. */
    @Test
    void orphansAreReapedAndDoNotHoldUpACommand() {
        one.run("sh", "-c", "sleep 0.05 & exit 0");
        Poll.until(
                "the orphan's end", SOON, () -> one.succeeds("ps", "-C", "sleep") ? Optional.empty() : Optional.of(1));
    }

    @Test
    void anAddressIsSeenToComeAndToGoWithItsLease() {
        AddressMonitor monitor = AddressMonitor.open(one);
        long startedNanos = WallClock.nanos();
        one.addAddress(VIRTUAL + "/32", "valid_lft", "1", "preferred_lft", "1");
        assertThat(one.address(VIRTUAL).orElseThrow().validSeconds()).isPresent();
        assertThat(one.address("10.0.0.1").orElseThrow().validSeconds()).isEmpty();
        long addedNanos = monitor.await(VIRTUAL, true, startedNanos, SOON).timeNanos();
        long expiredNanos = monitor.await(VIRTUAL, false, addedNanos, SOON).timeNanos();
        assertThat(Duration.ofNanos(expiredNanos - addedNanos))
                .isBetween(Duration.ofMillis(950), Duration.ofSeconds(3));
        assertThat(one.has(VIRTUAL)).isFalse();
    }

    @Test
    void linksFailInFourWays() {
        LabProcess hearing = listen(one);
        hears(hearing, 1);

        one.isolate();
        assertThat(link()).contains("LOWER_UP");
        send(2);
        one.rejoin();
        one.deafen();
        send(3);
        one.undeafen();
        one.unplug();
        Poll.until("no carrier", SOON, () -> link().contains("NO-CARRIER") ? Optional.of(1) : Optional.empty());
        send(4);
        one.plug();
        hears(hearing, 5);
        one.interfaceDown();
        assertThat(link()).contains("state DOWN").doesNotContain(",UP");
        one.interfaceUp();

        assertThat(hearing.text()).contains("prio 1,", "prio 5,").doesNotContain("prio 2,", "prio 3,", "prio 4,");
    }

    @Test
    void whoIsDeafIsStillHeard() {
        one.deafen();
        LabProcess hearing = listen(two);
        PacketSender.send(one, RawAdvert.v2(VRID, 9).from(one).frame());
        hearing.awaitLine("prio 9,", SOON);
    }

    @Test
    void aFailingCommandSaysWhy() {
        assertThatThrownBy(() -> one.run("cat", "/nowhere"))
                .hasMessageContaining("cat /nowhere: status 1: ")
                .hasMessageContaining("No such file");
    }

    @Test
    void aCrashedHostIsGoneAtOnce() {
        LabProcess sleeper = one.start("sleep", "1000");
        long pid = sleeper.pid();
        one.crash();
        assertThat(Files.exists(Path.of("/proc/" + pid))).isFalse();
        assertThat(one.isRunning()).isFalse();
        assertThatThrownBy(() -> one.run("true")).hasMessage("one does not run");
    }

    private LabProcess listen(LabHost host) {
        LabProcess tcpdump = host.start("tcpdump", "-l", "-n", "--immediate-mode", "-i", "eno1", "ip proto 112");
        tcpdump.awaitLine("listening on", SOON);
        return tcpdump;
    }

    private void hears(LabProcess hearing, int priority) {
        send(priority);
        hearing.awaitLine("prio " + priority + ",", SOON);
    }

    private void send(int priority) {
        PacketSender.send(two, RawAdvert.v2(VRID, priority).from(two).frame());
    }

    private String link() {
        return one.run("ip", "-o", "link", "show", "eno1");
    }

    private static void awaitState(LabProcess process, String state) {
        String file = "/proc/" + process.pid() + "/stat";
        Poll.until(
                "state " + state,
                SOON,
                () -> Optional.of(Files.readString(Path.of(file))).filter(stat -> stat.contains(") " + state + " ")));
    }
}
