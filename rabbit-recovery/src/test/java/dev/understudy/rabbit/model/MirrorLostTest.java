// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import static dev.understudy.rabbit.model.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.PeerEvent;
import dev.understudy.rabbit.QueueKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rabbit-recovery 1.5 (S3): A is lost, B was last. */
class MirrorLostTest {
    private static VirtualCluster recovered() {
        VirtualCluster cluster = f1();
        cluster.lose(A);
        cluster.start(B);
        assertTrue(cluster.forget(B, A).ok());
        return cluster;
    }

    private static VirtualCluster withReplacement() {
        VirtualCluster cluster = recovered();
        fresh(cluster, C);
        assertTrue(cluster.join(C, B).ok());
        return cluster;
    }

    /** Rows 1, 2, 3, 4: what is kept, what is deleted; automatic synchronisation reaches C, manual does not. */
    @Test
    void startForgetJoin() {
        VirtualCluster cluster = withReplacement();
        assertEquals(Set.of(B, C), cluster.members(B));
        MIRRORED.forEach(queue -> assertHas(cluster, C, 30, queue));
        assertHas(cluster, B, 20, MQA);
        assertEquals(30, cluster.node(C).disk().contents.get(M).size());
        assertEquals(0, cluster.node(C).disk().contents.get(MM).size());
        assertHas(cluster, B, 30, CB);
        assertHas(cluster, B, 0, LATE, MLATE);
        assertTrue(cluster.node(C).disk().definitions.users().contains("lateuser"));
        assertStatus(cluster, B, "absent", CA, TR);
    }

    /** Row qq.q: rc 0, and the member stays in the Raft configuration; growing and shrinking say rc 0 and do not help. */
    @Test
    void quorumQueueOfTwoStaysStuck() {
        VirtualCluster cluster = withReplacement();
        assertStatus(cluster, B, "down", QQ);
        assertEquals(69, cluster.publish(B, QQ, 99).code());
        assertOutcome(0, "error", cluster.grow(B, C));
        assertOutcome(0, "error", cluster.shrink(B, A));
        assertStatus(cluster, B, "down", QQ);
        assertTrue(cluster.node(B).disk().raft.get(QQ).config().contains(A));
        assertTrue(cluster.deleteQueue(B, QQ).ok());
        assertStatus(cluster, B, "absent", QQ);
    }

    /** Row st.q. */
    @Test
    void streamIsDown() {
        VirtualCluster cluster = pair();
        cluster.declare(B, ST, QueueKind.STREAM);
        cluster.stop(A);
        cluster.stop(B);
        cluster.lose(A);
        cluster.start(B);
        assertTrue(cluster.forget(B, A).ok());
        assertStatus(cluster, B, "down", ST);
    }

    /** Last row: the old A comes back with its disk; wiped, it can join. */
    @Test
    void oldNodeComesBack() {
        VirtualCluster cluster = recovered();
        cluster.node(A).vm = Vm.STOPPED;
        assertBootFails(cluster, A, "inconsistent_cluster");
        assertRunning(cluster, B);
        cluster.wipe(A);
        cluster.start(A);
        assertTrue(cluster.join(A, B).ok());
        assertEquals(Set.of(A, B), cluster.runningAsSeenBy(B));
    }

    /** R1, R2: the replacement takes the lost node's name. */
    @Test
    void sameNameRescuesTheQuorumQueue() {
        VirtualCluster cluster = recovered();
        fresh(cluster, A);
        assertTrue(cluster.join(A, B).ok());
        assertHas(cluster, B, 20, QQ);
        assertTrue(cluster.publish(A, QQ, 20).ok());
    }

    /** "With three or more members an amnesiac member may outvote": the newest log is on the node that is down. */
    @Test
    void amnesiacOutvotesAmongThree() {
        VirtualCluster cluster = three();
        cluster.kill(B);
        publish(cluster, C, 5, QQ);
        cluster.lose(A);
        cluster.kill(C);
        cluster.edit(B, disk -> disk.peers.put(C, PeerEvent.DOWN));
        cluster.forgetOffline(B, A);
        cluster.start(B);
        fresh(cluster, A);
        assertTrue(cluster.join(A, B).ok());
        assertHas(cluster, B, 20, QQ);
    }

    /** From 3.12 on: force shrink, then grow. */
    @Test
    void forceShrinkFrom312On() {
        VirtualCluster old = recovered();
        assertOutcome(70, "undef", old.forceShrink(B));
        VirtualCluster cluster = pair(V405, MetadataStore.MNESIA);
        cluster.stop(A);
        cluster.stop(B);
        cluster.lose(A);
        cluster.start(B);
        cluster.forget(B, A);
        assertTrue(cluster.forceShrink(B).ok());
        assertHas(cluster, B, 20, QQ);
        fresh(cluster, C);
        cluster.join(C, B);
        cluster.grow(B, C);
        for (NodeName at : List.of(B, C)) {
            assertEquals(
                    Set.of(B, C),
                    Set.copyOf(cluster.node(at).disk().raft.get(QQ).config()));
        }
    }
}
