// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import static dev.understudy.rabbit.model.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.PeerEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rabbit-recovery 1.4. Not expressed: that message stores rebuild their indices (clean.dot is, as a clean or unclean stop). */
class PowerLossTest {
    private static VirtualCluster both() {
        VirtualCluster cluster = pair();
        cluster.powerLoss(A, B);
        return cluster;
    }

    /** F2x: each alone fails. */
    @Test
    void oneAlone() {
        for (NodeName name : List.of(A, B)) {
            assertBootFails(both(), name, "Timeout contacting cluster nodes");
        }
    }

    /** F2x, F2m, F2: both within the window, in any order. */
    @Test
    void bothWithinTheWindow() {
        for (List<NodeName> order : List.of(List.of(A, B), List.of(B, A))) {
            VirtualCluster cluster = both();
            assertFalse(cluster.node(A).disk().cleanStop);
            cluster.start(order.get(0));
            cluster.start(order.get(1));
            assertRunning(cluster, A, B);
            MIRRORED.forEach(queue -> assertHas(cluster, A, 20, queue));
            assertHas(cluster, A, 20, CA, CB, QQ, MQA);
        }
    }

    /** T2: any one and any two of three are not enough. */
    @Test
    void threeNeedAllThree() {
        VirtualCluster cluster = three();
        cluster.powerLoss(A, B, C);
        for (List<NodeName> some :
                List.of(List.of(A), List.of(B), List.of(C), List.of(A, B), List.of(A, C), List.of(B, C))) {
            VirtualCluster attempt = cluster.copy();
            attempt.start(some.toArray(NodeName[]::new));
            some.forEach(name -> assertEquals(Vm.WAITING, attempt.vm(name)));
        }
        cluster.start(A, B, C);
        assertRunning(cluster, A, B, C);
        assertHas(cluster, A, 20, M, QQ, CA);
    }

    /** T1: in order, any set that contains the last one. */
    @Test
    void threeInOrderNeedTheLast() {
        for (List<NodeName> some : List.of(List.of(C), List.of(A, C), List.of(B, C), List.of(A, B, C))) {
            VirtualCluster cluster = t1();
            cluster.start(some.toArray(NodeName[]::new));
            assertRunning(cluster, some.toArray(NodeName[]::new));
        }
        for (List<NodeName> some : List.of(List.of(A), List.of(B), List.of(A, B))) {
            VirtualCluster cluster = t1();
            cluster.start(some.toArray(NodeName[]::new));
            some.forEach(name -> assertEquals(Vm.WAITING, cluster.vm(name)));
        }
    }

    /** U1, U2: power loss and one lost: start and forget online hangs; offline works, on B too. */
    @Test
    void powerLossAndOneLost() {
        for (NodeName survivor : List.of(A, B)) {
            NodeName lost = survivor.equals(A) ? B : A;
            VirtualCluster cluster = both();
            cluster.lose(lost);
            cluster.start(survivor);
            assertEquals(Vm.WAITING, cluster.vm(survivor));
            assertEquals(69, cluster.forget(survivor, lost).code());
            cluster.windowExpires();
            assertTrue(cluster.forgetOffline(survivor, lost).ok());
            cluster.start(survivor);
            assertRunning(cluster, survivor);
        }
    }

    /** 1.4: a status file of 0 bytes or garbage fails the boot; deleting it repairs, and Mnesia still decides. */
    @Test
    void damagedStatusFile() {
        VirtualCluster cluster = f1();
        cluster.edit(B, disk -> disk.running = StatusFile.of(StatusFile.Form.EMPTY));
        assertBootFails(cluster, B, "corrupt_cluster_status_files");
        cluster.edit(B, disk -> disk.running = StatusFile.of(StatusFile.Form.GARBAGE));
        assertBootFails(cluster, B, "cannot_read_file");
        cluster.edit(B, disk -> disk.running = StatusFile.of(StatusFile.Form.MISSING));
        cluster.edit(A, disk -> disk.running = StatusFile.of(StatusFile.Form.MISSING));
        assertBootFails(cluster.copy(), A, "Timeout");
        cluster.start(B);
        assertRunning(cluster, B);
        assertEquals(Set.of(B), cluster.node(B).disk().running.nodes());
        assertEquals(PeerEvent.DOWN, cluster.peer(B, A));
    }
}
