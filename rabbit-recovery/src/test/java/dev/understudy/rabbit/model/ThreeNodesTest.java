// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import static dev.understudy.rabbit.model.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rabbit-recovery 1.8. The bootable sets of T1 and T2 are in {@link PowerLossTest}. */
class ThreeNodesTest {
    private static final List<Order> ORDERS = List.of(new Order(A, C), new Order(C, A));

    private record Order(NodeName first, NodeName second) {}

    /** C lost, forgotten offline on B: the oldest mirror is promoted, the stalest one, and B throws its 25 away. */
    @Test
    void theOldestMirrorIsPromoted() {
        VirtualCluster cluster = t1();
        cluster.lose(C);
        assertEquals(25, cluster.node(B).disk().contents.get(M).size());
        assertTrue(cluster.forgetOffline(B, C).ok());
        cluster.start(B);
        assertStatus(cluster, B, "down", M);
        cluster.start(A);
        assertRunning(cluster, A, B);
        assertHas(cluster, B, 20, M);
        assertHas(cluster, B, 25, QQ);
        assertHas(cluster, B, 0, queue("late1"));
    }

    /** To keep the 25: B forgets both, in any order, and A is wiped and joins again. */
    @Test
    void forgetTheOlderMirrorToo() {
        for (Order order : ORDERS) {
            VirtualCluster cluster = t1();
            cluster.lose(C);
            assertTrue(cluster.forgetOffline(B, order.first()).ok());
            assertTrue(cluster.forgetOffline(B, order.second()).ok());
            cluster.start(B);
            assertHas(cluster, B, 25, M);
            assertStatus(cluster, B, "absent", CA);
            assertStatus(cluster, B, "down", QQ);
            cluster.wipe(A);
            cluster.start(A);
            assertTrue(cluster.join(A, B).ok());
            assertHas(cluster, A, 25, M);
        }
    }

    /** C lost, forgotten offline on A: the same 20, and what only B knew is lost: B adopts what A has. */
    @Test
    void forgetOnTheOldest() {
        VirtualCluster cluster = t1();
        cluster.lose(C);
        assertTrue(cluster.forgetOffline(A, C).ok());
        cluster.start(A);
        cluster.start(B);
        assertRunning(cluster, A, B);
        assertHas(cluster, A, 20, M);
        assertStatus(cluster, B, "absent", queue("late1"));
    }

    /** B and C lost: both are forgotten on A; one forgotten only leaves the other as a dead member. */
    @Test
    void twoLost() {
        VirtualCluster cluster = t1();
        cluster.lose(C);
        cluster.lose(B);
        assertTrue(cluster.forgetOffline(A, C).ok());
        VirtualCluster one = cluster.copy();
        one.start(A);
        assertRunning(one, A);
        assertEquals(Set.of(A, B), one.members(A));
        assertTrue(cluster.forgetOffline(A, B).ok());
        cluster.start(A);
        assertEquals(Set.of(A), cluster.members(A));
        assertHas(cluster, A, 20, M, CA);
    }

    /** C killed, A and B alive: forget shrinks the quorum queue, a new node makes it three again. */
    @Test
    void majorityAlive() {
        VirtualCluster cluster = three();
        cluster.kill(C);
        assertEquals(69, cluster.quorumCritical(A).code());
        assertEquals(69, cluster.quorumCritical(B).code());
        assertHas(cluster, A, 20, QQ);
        assertTrue(cluster.forget(A, C).ok());
        assertEquals(Set.of(A, B), config(cluster));
        fresh(cluster, D);
        assertTrue(cluster.join(D, A).ok());
        assertTrue(cluster.grow(A, D).ok());
        assertEquals(Set.of(A, B, D), config(cluster));
        assertHas(cluster, D, 20, QQ);
    }

    /** B and C killed: no majority; forgetting helps nobody, deleting needs no leader. */
    @Test
    void majorityGone() {
        VirtualCluster cluster = three();
        cluster.kill(B);
        cluster.kill(C);
        assertOutcome(69, "nack", cluster.publish(A, QQ, 99));
        assertEquals(75, cluster.declare(A, queue("q2"), QueueKind.QUORUM).code());
        assertTrue(cluster.forget(A, B).ok());
        assertStatus(cluster, A, "down", QQ);
        assertEquals(Set.of(A, B, C), config(cluster));
        assertOutcome(69, "no_more_servers_to_try", cluster.deleteMember(A, QQ, B));
        assertOutcome(0, "Attempting force delete", cluster.deleteQueue(A, QQ));
        assertStatus(cluster, A, "absent", QQ);
        assertFalse(cluster.members(A).contains(B));
    }

    private static Set<NodeName> config(VirtualCluster cluster) {
        return Set.copyOf(cluster.node(A).disk().raft.get(QQ).config());
    }
}
