// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import static dev.understudy.rabbit.model.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.PartitionHandling;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rabbit-recovery 1.10. Not expressed: how long it takes until a cut is noticed. */
class PartitionTest {
    /** B stops cleanly while A is not synchronised: down, and deleted when B is forgotten. */
    @Test
    void cleanStopOfTheMaster() {
        VirtualCluster cluster = pair();
        cluster.stop(B);
        assertStatus(cluster, A, "down", MM, MMF, UNSYNC);
        assertHas(cluster, A, 20, M, MPS, MPF);
        assertTrue(cluster.forget(A, B).ok());
        assertStatus(cluster, A, "absent", MM, MMF, UNSYNC);
    }

    /** B crashes: the unsynchronised ones are promoted with nothing in them, "when-synced" ones stay down until forgotten. */
    @Test
    void crashOfTheMaster() {
        VirtualCluster cluster = pair();
        cluster.kill(B);
        assertHas(cluster, A, 0, MM, UNSYNC);
        assertHas(cluster, A, 20, M, MPS, MPF);
        assertStatus(cluster, A, "down", MMF);
        assertTrue(cluster.forget(A, B).ok());
        assertStatus(cluster, A, "absent", MMF);
        assertHas(cluster, A, 0, MM);
    }

    /** pause_minority on two nodes: when A dies B pauses, and the one way on is the offline forget. */
    @Test
    void pauseMinority() {
        VirtualCluster cluster = pair();
        cluster.partitionHandling(PartitionHandling.PAUSE_MINORITY);
        cluster.lose(A);
        VirtualNode b = cluster.node(B);
        assertTrue(Probes.ping(b).ok());
        assertEquals(69, Probes.checkRunning(b).code());
        assertOutcome(69, "offline_node_no_offline_flag", cluster.forget(B, A));
        assertEquals(64, cluster.forgetOffline(B, A).code());
        cluster.stop(B);
        assertTrue(cluster.forgetOffline(B, A).ok());
        cluster.start(B);
        assertHas(cluster, B, 20, M, CB);
    }

    private static VirtualCluster f6() {
        VirtualCluster cluster = pair();
        cluster.partition(A);
        aloneOnB(cluster);
        cluster.powerLoss(A, B);
        cluster.heal(B);
        assertEquals(Set.of(A), cluster.node(A).disk().running.nodes());
        assertEquals(Set.of(B), cluster.node(B).disk().running.nodes());
        return cluster;
    }

    /** F6, B first: B's side is whole, A's is dropped. */
    @Test
    void partitionThenPowerLossBFirst() {
        VirtualCluster cluster = f6();
        cluster.start(B);
        cluster.start(A);
        assertRunning(cluster, A, B);
        MIRRORED.forEach(queue -> assertHas(cluster, A, 30, queue));
        assertHas(cluster, A, 0, LATE);
    }

    /** F6, A first: its empty masters win, B synchronises to them, and late.q is gone. */
    @Test
    void partitionThenPowerLossAFirst() {
        VirtualCluster cluster = f6();
        cluster.start(A);
        cluster.start(B);
        assertRunning(cluster, A, B);
        assertHas(cluster, B, 0, MM, UNSYNC);
        assertStatus(cluster, B, "absent", LATE);
        assertEquals(
                A, cluster.node(B).disk().definitions.queue(MM).orElseThrow().leader());
    }

    /** Live partition, ignore: each lists the other, until the loser restarts its application. */
    @Test
    void livePartition() {
        VirtualCluster cluster = pair();
        cluster.partition(A);
        aloneOnB(cluster);
        cluster.heal(B);
        assertEquals(Set.of(B), Probes.partitions(cluster.node(A)));
        assertEquals(Set.of(A), Probes.partitions(cluster.node(B)));
        cluster.restartApp(A);
        assertEquals(Set.of(A, B), cluster.runningAsSeenBy(A));
        assertTrue(Probes.partitions(cluster.node(B)).isEmpty());
        assertHas(cluster, A, 30, M);
        assertHas(cluster, A, 0, LATE);
    }

    /** autoheal: the loser restarts itself. */
    @Test
    void autoheal() {
        VirtualCluster cluster = pair();
        cluster.partitionHandling(PartitionHandling.AUTOHEAL);
        cluster.partition(A);
        aloneOnB(cluster);
        cluster.heal(B);
        assertEquals(Set.of(A, B), cluster.runningAsSeenBy(A));
        assertHas(cluster, A, 30, M);
    }
}
