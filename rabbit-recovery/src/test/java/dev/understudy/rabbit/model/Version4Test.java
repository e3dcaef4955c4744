// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import static dev.understudy.rabbit.model.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rabbit-recovery 4, the measured rows of 4.0.5. Not expressed: that the clean stop of the second takes 32 s. */
class Version4Test {
    private static VirtualCluster khepri() {
        return pair(V405, MetadataStore.KHEPRI);
    }

    private static VirtualCluster standalone() {
        VirtualCluster cluster = khepri();
        cluster.stop(A);
        cluster.stop(B);
        cluster.lose(B);
        cluster.start(A);
        assertTrue(cluster.forceStandalone(A).ok());
        assertRunning(cluster, A);
        return cluster;
    }

    /** No last node: each alone fails, together they are well, in any order. */
    @Test
    void aMajorityMustBeUpTogether() {
        VirtualCluster stopped = khepri();
        stopped.stop(A);
        stopped.stop(B);
        for (NodeName name : List.of(A, B)) {
            assertBootFails(stopped.copy(), name, "exit:timeout_waiting_for_leader");
        }
        for (List<NodeName> order : List.of(List.of(A, B), List.of(B, A))) {
            VirtualCluster cluster = stopped.copy();
            cluster.start(order.get(0));
            cluster.start(order.get(1));
            assertRunning(cluster, A, B);
            assertHas(cluster, A, 20, QQ, CA, CB);
        }
    }

    /** One down: no late metadata; existing classic queues take messages. */
    @Test
    void oneDown() {
        VirtualCluster cluster = khepri();
        cluster.stop(A);
        assertOutcome(69, "541", cluster.declare(B, LATE, HaPolicy.NONE));
        assertOutcome(69, "541", cluster.addUser(B, "lateuser"));
        assertTrue(cluster.publish(B, CB, 20).ok());
    }

    /** S3 is S4: standalone while it waits, then shrink, join, grow. */
    @Test
    void oneLost() {
        VirtualCluster cluster = standalone();
        assertStatus(cluster, A, "down", QQ);
        assertTrue(cluster.forceShrink(A).ok());
        assertHas(cluster, A, 20, QQ);
        fresh(cluster, C);
        assertTrue(cluster.join(C, A).ok());
        assertTrue(cluster.grow(A, C).ok());
        assertHas(cluster, C, 20, QQ);
        assertEquals(Set.of(A, C), cluster.members(C));
    }

    /** The lost one is gone already; its classic queues stay as records until they are deleted. */
    @Test
    void recordsOfTheLostStay() {
        VirtualCluster cluster = standalone();
        assertOutcome(69, "not_a_cluster_node", cluster.forget(A, B));
        assertStatus(cluster, A, "down", CB, M);
        assertTrue(cluster.deleteQueue(A, CB).ok());
        assertStatus(cluster, A, "absent", CB);
        assertHas(cluster, A, 20, CA);
    }

    /** Too late: just start again. */
    @Test
    void standaloneTooLate() {
        VirtualCluster cluster = khepri();
        cluster.stop(A);
        cluster.stop(B);
        cluster.lose(B);
        cluster.start(A);
        cluster.windowExpires();
        assertOutcome(69, "nodedown", cluster.forceStandalone(A));
        cluster.start(A);
        assertTrue(cluster.forceStandalone(A).ok());
    }

    /** Offline forget is not supported; force_boot is rc 0, leaves its file and does nothing. */
    @Test
    void mnesiasToolsDoNotHelp() {
        VirtualCluster cluster = khepri();
        cluster.stop(A);
        cluster.stop(B);
        cluster.lose(B);
        assertOutcome(69, "not_supported", cluster.forgetOffline(A, B));
        assertTrue(cluster.forceBoot(A).ok());
        assertBootFails(cluster, A, "timeout_waiting_for_leader");
        assertTrue(cluster.node(A).disk().forceLoad);
    }

    /** On both nodes: two clusters of one, and no error anywhere. */
    @Test
    void splitBrain() {
        VirtualCluster cluster = khepri();
        cluster.stop(A);
        cluster.stop(B);
        for (NodeName name : List.of(A, B)) {
            cluster.start(name);
            assertTrue(cluster.forceStandalone(name).ok());
            assertRunning(cluster, name);
            assertEquals(Set.of(name), cluster.members(name));
        }
        assertEquals(Set.of(A), cluster.runningAsSeenBy(A));
        assertEquals(Set.of(B), cluster.runningAsSeenBy(B));
    }

    /** The old node comes back: it finds no leader, and is never told that it was forgotten. */
    @Test
    void oldNodeComesBack() {
        VirtualCluster cluster = standalone();
        cluster.node(B).vm = Vm.STOPPED;
        assertBootFails(cluster, B, "timeout_waiting_for_leader");
    }

    /** Three, majority alive: the normal forget. */
    @Test
    void majorityAlive() {
        VirtualCluster cluster = VirtualCluster.running(V405, MetadataStore.KHEPRI, A, B, C);
        cluster.declare(A, QQ, QueueKind.QUORUM);
        cluster.kill(C);
        assertTrue(cluster.forget(A, C).ok());
        assertEquals(Set.of(A, B), cluster.members(B));
        assertTrue(cluster.addUser(B, "u").ok());
        assertHas(cluster, A, 0, QQ);
    }

    /** Three, majority lost: as with two. */
    @Test
    void majorityLost() {
        VirtualCluster cluster = VirtualCluster.running(V405, MetadataStore.KHEPRI, A, B, C);
        cluster.declare(A, QQ, QueueKind.QUORUM);
        publish(cluster, A, 3, QQ);
        cluster.powerLoss(A, B, C);
        cluster.lose(B);
        cluster.lose(C);
        assertBootFails(cluster.copy(), A, "timeout_waiting_for_leader");
        cluster.start(A);
        assertTrue(cluster.forceStandalone(A).ok());
        assertTrue(cluster.forceShrink(A).ok());
        assertHas(cluster, A, 3, QQ);
    }

    /** Mnesia mode: as 3.10.8, but no mirrors, so S4 loses every classic queue of B's. */
    @Test
    void mnesiaModeHasNoMirrors() {
        VirtualCluster cluster = pair(V405, MetadataStore.MNESIA);
        cluster.stop(A);
        cluster.stop(B);
        cluster.lose(B);
        assertTrue(cluster.forgetOffline(A, B).ok());
        cluster.start(A);
        assertStatus(cluster, A, "absent", M, MPS, CB);
        assertHas(cluster, A, 20, CA);
        assertFalse(cluster.members(A).contains(B));
    }

    /** Online forget with a stream in minority: rc 70, and the node was removed. */
    @Test
    void forgetWithAStreamInMinority() {
        VirtualCluster cluster = VirtualCluster.running(V405, MetadataStore.MNESIA, A, B);
        cluster.declare(A, ST, QueueKind.STREAM);
        cluster.lose(A);
        assertOutcome(70, "coordinator_unavailable", cluster.forget(B, A));
        assertEquals(Set.of(B), cluster.members(B));
    }
}
