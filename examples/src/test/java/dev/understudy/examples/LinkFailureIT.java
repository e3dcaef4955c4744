// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static dev.understudy.examples.Tutorial.PRIORITY;
import static dev.understudy.examples.Tutorial.VIRTUAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.examples.TutorialPair.Roles;
import dev.understudy.lab.Intervals;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.WallClock;
import dev.understudy.lab.WireAdvert;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tutorial's pair when the Active's link fails: the address moves, and the host comes back as Backup (F1, F2, F9). */
class LinkFailureIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    private static TutorialPair pair;

    @BeforeAll
    static void openPair() {
        Lab.require();
        pair = TutorialPair.open();
    }

    @AfterAll
    static void closePair() {
        if (pair != null) {
            pair.close();
        }
    }

    @Test
    void aPulledCable() {
        Roles roles = pair.settle();
        failAndRepair("loss of carrier", roles, LabHost::unplug, LabHost::plug);
    }

    @Test
    void anInterfaceTakenDown() {
        Roles roles = pair.settle();
        failAndRepair("link set down", roles, LabHost::interfaceDown, LabHost::interfaceUp);
    }

    private static void failAndRepair(String what, Roles roles, Consumer<LabHost> fail, Consumer<LabHost> repair) {
        long failedNanos = WallClock.nanos();
        fail.accept(roles.active());
        roles.activeRunner().awaitLog("WARN", "Active", "Initialize", "the link is down (eno1)");
        long goneNanos = pair.monitor(roles.active())
                .await(VIRTUAL, false, failedNanos, SOON)
                .timeNanos();
        Measured.say("address released after " + what, goneNanos - failedNanos, "by the runner, not by the lease");
        assertThat(goneNanos - failedNanos).isLessThan(Duration.ofSeconds(1).toNanos());
        pair.assertTakenOver(what, roles, failedNanos);

        repair.accept(roles.active());
        roles.activeRunner().awaitLog("INFO", "Initialize", "Backup", "the fault is gone (the link is down)");
        pair.settle();
        pair.assertHeldBy(roles.backup());
    }

    /** F9: the interface comes back with another index, and its sockets are made anew. */
    @Test
    void anInterfaceRemovedAndInsertedAgain() {
        Roles roles = pair.settle();
        String indexBefore = index(roles.active());
        long removedNanos = WallClock.nanos();
        roles.active().removeInterface();
        // The kernel takes a link down before it removes it: in one turn or in two.
        roles.activeRunner().awaitLog("WARN", "Active", "Initialize", "the ");
        Awaiting.text(roles.activeRunner()::log, "the interface is absent");
        pair.assertTakenOver("removal of the interface", roles, removedNanos);

        roles.active().insertInterface();
        assertThat(index(roles.active())).isNotEqualTo(indexBefore);
        roles.activeRunner().awaitLog("INFO", "Initialize", "Backup", "the fault is gone");
        pair.settle();
        pair.assertHeldBy(roles.backup());

        long endedNanos = WallClock.nanos();
        assertThat(roles.backupRunner().end()).isZero();
        WireAdvert first = Measured.takeover(
                "hand-over to the new interface",
                pair.wire(),
                roles.backup(),
                roles.active(),
                endedNanos,
                Intervals.skewV2Nanos(PRIORITY));
        roles.activeRunner().awaitLog("INFO", "Backup", "Active", "the Active resigned");
        roles.active().awaitAddress(VIRTUAL, true, SOON);
        pair.wire().awaitAnnouncement(roles.active(), VIRTUAL, first.timeNanos(), SOON);
    }

    private static String index(LabHost host) {
        return host.run("cat", "/sys/class/net/eno1/ifindex").strip();
    }
}
