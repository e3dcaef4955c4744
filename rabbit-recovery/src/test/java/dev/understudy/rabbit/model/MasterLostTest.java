// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import static dev.understudy.rabbit.model.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.RabbitVersion;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Rabbit-recovery 1.6 (S4): B is lost, A stopped first. Not expressed: the kill of the command half-way (a command of the model is done or
 * not begun).
 */
class MasterLostTest {
    private static VirtualCluster recovered() {
        VirtualCluster cluster = f1();
        cluster.lose(B);
        assertTrue(cluster.forgetOffline(A, B).ok());
        cluster.start(A);
        assertRunning(cluster, A);
        return cluster;
    }

    /** Rows 1 to 5. */
    @Test
    void forgetOfflineAndStart() {
        VirtualCluster cluster = recovered();
        assertHas(cluster, A, 20, M, MPS, MPF, MQA);
        assertStatus(cluster, A, "absent", MM, UNSYNC, MMF);
        assertHas(cluster, A, 20, CA);
        assertStatus(cluster, A, "absent", CB, LATE, MLATE);
        assertFalse(cluster.node(A).disk().definitions.users().contains("lateuser"));
        assertStatus(cluster, A, "down", QQ);
        fresh(cluster, C);
        assertTrue(cluster.join(C, A).ok());
        assertHas(cluster, C, 20, M);
    }

    /** Row st.q: gone, deleted with its leader's node. */
    @Test
    void streamIsGone() {
        VirtualCluster cluster = pair();
        cluster.declare(B, ST, QueueKind.STREAM);
        cluster.stop(A);
        cluster.stop(B);
        cluster.lose(B);
        cluster.forgetOffline(A, B);
        cluster.start(A);
        assertStatus(cluster, A, "absent", ST);
    }

    /** R2: rescued as in S3. */
    @Test
    void quorumQueueRescuedByTheName() {
        VirtualCluster cluster = recovered();
        fresh(cluster, B);
        assertTrue(cluster.join(B, A).ok());
        assertHas(cluster, A, 20, QQ);
    }

    /** Row "old B returning". */
    @Test
    void oldNodeComesBack() {
        VirtualCluster cluster = recovered();
        cluster.node(B).vm = Vm.STOPPED;
        assertBootFails(cluster, B, "inconsistent_cluster");
        assertRunning(cluster, A);
        assertHas(cluster, A, 20, M);
    }

    /** "Offline prediction": the queue directories on A are those that survive. */
    @Test
    void queueDirectoriesPredict() {
        assertEquals(Set.of(CA, M, MQA, MPS, MPF), f1().node(A).disk().contents.keySet());
    }

    /** Text files after it: unchanged; the marker is there, and goes with the boot. */
    @Test
    void textFilesAreUnchanged() {
        VirtualCluster cluster = f1();
        cluster.forgetOffline(A, B);
        Disk disk = cluster.node(A).disk();
        assertEquals(Set.of(A, B), disk.textMembers);
        assertEquals(Set.of(A, B), disk.running.nodes());
        assertEquals(Set.of(A), disk.members);
        assertTrue(disk.forceLoad);
        cluster.start(A);
        assertFalse(cluster.node(A).disk().forceLoad);
    }

    /** The second run says not_a_cluster_node. */
    @Test
    void secondRun() {
        VirtualCluster cluster = f1();
        cluster.forgetOffline(A, B);
        assertOutcome(69, "not_a_cluster_node", cluster.forgetOffline(A, B));
    }

    /** Section 4, 3.1 to 3.4.1: nothing is promoted, and the unmirrored are deleted. */
    @Test
    void before342NothingIsPromoted() {
        VirtualCluster cluster = f1(RabbitVersion.parse("3.4.1"));
        cluster.lose(B);
        cluster.forgetOffline(A, B);
        cluster.start(A);
        assertStatus(cluster, A, "down", M, MPS, MPF);
        assertStatus(cluster, A, "absent", CB);
        assertHas(cluster, A, 20, CA);
    }
}
