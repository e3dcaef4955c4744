// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import static dev.understudy.rabbit.model.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.PartitionHandling;
import dev.understudy.rabbit.PeerEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Rabbit-recovery 1.1 to 1.3. Not expressed: seconds (the model has a window that expires, no clock); what is logged, such as
 * {@code starting_partitioned_network}, which changes nothing.
 */
class StoppedInOrderTest {
    /** 1.1: the last event about every other member is that it went down. */
    @Test
    void whoSawAllOthersGoBootsAlone() {
        VirtualCluster cluster = f1();
        assertEquals(PeerEvent.DOWN, cluster.peer(B, A));
        assertEquals(PeerEvent.UP, cluster.peer(A, B));
        cluster.start(B);
        assertRunning(cluster, B);
    }

    /** 1.1: the text beside Mnesia says what Mnesia knows, and editing it does not make A bootable. */
    @Test
    void editingTheTextChangesNothing() {
        VirtualCluster cluster = f1();
        assertEquals(Set.of(A, B), cluster.node(A).disk().running.nodes());
        assertEquals(Set.of(B), cluster.node(B).disk().running.nodes());
        cluster.edit(A, disk -> disk.running = StatusFile.of(Set.of(A)));
        assertBootFails(cluster, A, "Timeout contacting cluster nodes");
    }

    /** 1.1, F2: both texts say that both ran, and B boots alone all the same; A does not. */
    @Test
    void killedWithinTheRace() {
        VirtualCluster cluster = pair();
        cluster.killRacing(A, B);
        assertEquals(Set.of(A, B), cluster.node(A).disk().running.nodes());
        assertEquals(Set.of(A, B), cluster.node(B).disk().running.nodes());
        assertBootFails(cluster.copy(), A, "Timeout");
        cluster.start(B);
        assertRunning(cluster, B);
    }

    /** 1.1, F2n: 300 ms apart, B's text knows. */
    @Test
    void killedOneAfterTheOther() {
        VirtualCluster cluster = pair();
        cluster.kill(A);
        cluster.kill(B);
        assertEquals(Set.of(B), cluster.node(B).disk().running.nodes());
        cluster.start(B);
        assertRunning(cluster, B);
    }

    /** 1.2: what a waiting node answers. */
    @Test
    void theWaitingNode() {
        VirtualCluster cluster = f1();
        cluster.start(A);
        assertEquals(Vm.WAITING, cluster.vm(A));
        VirtualNode a = cluster.node(A);
        assertTrue(Probes.ping(a).ok());
        assertTrue(Probes.isBooting(a).ok());
        assertEquals(69, Probes.checkRunning(a).code());
        assertEquals(64, Probes.clusterStatus(a).code());
        assertEquals(75, Probes.awaitStartup(a).code());
        assertOutcome(69, "no_exists", cluster.forget(A, B));
        assertOutcome(64, "to be stopped", cluster.forgetOffline(A, B));
        assertOutcome(70, "Mnesia is still running", cluster.reset(A));
    }

    /** 1.2: stop_app blocks until the boot has failed. */
    @Test
    void stopAppOnTheWaitingNode() {
        VirtualCluster cluster = f1();
        cluster.start(A);
        assertEquals(69, cluster.stopApp(A).code());
        assertEquals(Vm.STOPPED, cluster.vm(A));
    }

    /** 1.2: force_boot on a waiting node is rc 0 and acts on the next boot. */
    @Test
    void forceBootOnTheWaitingNode() {
        VirtualCluster cluster = f1();
        cluster.start(A);
        assertTrue(cluster.forceBoot(A).ok());
        assertEquals(Vm.WAITING, cluster.vm(A));
        cluster.windowExpires();
        cluster.start(A);
        assertRunning(cluster, A);
    }

    /** 1.3, all rows but the last two: B first, A first and B within the window, both at once; whichever way they were stopped. */
    @Test
    void everyOrderAndEveryWayOfStopping() {
        List<Consumer<VirtualCluster>> orders = List.of(
                cluster -> {
                    cluster.start(B);
                    cluster.start(A);
                },
                cluster -> {
                    cluster.start(A);
                    cluster.start(B);
                },
                cluster -> cluster.start(A, B));
        List<VirtualCluster> stopped = List.of(
                f1(),
                goneBy(cluster -> cluster.kill(A), cluster -> cluster.kill(B)),
                goneBy(cluster -> cluster.stop(A), cluster -> cluster.kill(B)),
                goneBy(cluster -> cluster.kill(A), cluster -> cluster.stop(B)),
                goneBy(cluster -> cluster.stopApp(A), cluster -> cluster.stop(B)));
        for (VirtualCluster state : stopped) {
            for (Consumer<VirtualCluster> order : orders) {
                VirtualCluster cluster = state.copy();
                cluster.stop(A);
                order.accept(cluster);
                assertWhole(cluster);
            }
        }
    }

    private static VirtualCluster goneBy(Consumer<VirtualCluster> first, Consumer<VirtualCluster> second) {
        VirtualCluster cluster = pair();
        first.accept(cluster);
        aloneOnB(cluster);
        second.accept(cluster);
        return cluster;
    }

    private static void assertWhole(VirtualCluster cluster) {
        assertRunning(cluster, A, B);
        for (NodeName at : List.of(A, B)) {
            MIRRORED.forEach(queue -> assertHas(cluster, at, 30, queue));
            assertHas(cluster, at, 30, CB);
            assertHas(cluster, at, 20, CA, QQ, MQA);
            assertHas(cluster, at, 0, LATE, MLATE);
            assertStatus(cluster, at, "absent", TR);
            assertTrue(cluster.node(at).disk().definitions.users().contains("lateuser"));
            assertEquals(Set.of(A, B), cluster.runningAsSeenBy(at));
        }
        // Mirrors: automatic ones synchronised, manual ones with no copies on A.
        assertEquals(30, cluster.node(A).disk().contents.get(M).size());
        assertEquals(0, cluster.node(A).disk().contents.get(MM).size());
    }

    /** 1.3: A alone fails, nothing is lost, it can be tried again. */
    @Test
    void aAlone() {
        VirtualCluster cluster = f1();
        assertBootFails(cluster, A, "Timeout contacting cluster nodes");
        cluster.start(A, B);
        assertWhole(cluster);
    }

    /** 1.3: B alone. */
    @Test
    void bAlone() {
        VirtualCluster cluster = f1();
        cluster.start(B);
        assertEquals(Set.of(A, B), cluster.members(B));
        assertEquals(Set.of(B), cluster.runningAsSeenBy(B));
        assertStatus(cluster, B, "down", CA, QQ);
        MIRRORED.forEach(queue -> assertHas(cluster, B, 30, queue));
    }

    /** 1.3: partitions stay empty when A was waiting already. */
    @Test
    void noPartitionIsSeen() {
        VirtualCluster cluster = f1();
        cluster.start(A);
        cluster.start(B);
        assertTrue(Probes.partitions(cluster.node(A)).isEmpty());
        assertTrue(Probes.partitions(cluster.node(B)).isEmpty());
    }

    /** 1.10: with pause_minority B still boots alone and serves. */
    @Test
    void pauseMinorityLetsBBootAlone() {
        VirtualCluster cluster = f1();
        cluster.partitionHandling(PartitionHandling.PAUSE_MINORITY);
        cluster.start(B);
        assertRunning(cluster, B);
        assertFalse(cluster.read(B, M).isEmpty());
    }
}
