// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import static dev.understudy.rabbit.model.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rabbit-recovery 1.7, the rows on {@code force_boot} and the marker it leaves. */
class ForcedBootTest {
    /** Row 1: every queue mastered on B is down after the boot, and deleted by the forget. */
    @Test
    void forceBootThenOnlineForgetDeletesAllThatBMastered() {
        VirtualCluster cluster = f1();
        cluster.lose(B);
        assertTrue(cluster.forceBoot(A).ok());
        cluster.start(A);
        assertRunning(cluster, A);
        assertStatus(cluster, A, "down", M, MPS, MPF, MM, CB);
        assertTrue(cluster.forget(A, B).ok());
        assertStatus(cluster, A, "absent", M, MPS, MPF, MM, CB);
        assertHas(cluster, A, 20, CA);
        assertStatus(cluster, A, "down", QQ);
    }

    /** Row 2: B adopts what A has; what A never knew is silently gone. */
    @Test
    void forceBootThenBComesBack() {
        VirtualCluster cluster = f1();
        cluster.forceBoot(A);
        cluster.start(A);
        cluster.start(B);
        assertLateLost(cluster);
        assertHas(cluster, B, 30, M);
    }

    /** Row 3: the same loss, both look healthy. */
    @Test
    void forceBootOnBoth() {
        VirtualCluster cluster = f1();
        cluster.forceBoot(A);
        cluster.forceBoot(B);
        cluster.start(A, B);
        assertLateLost(cluster);
        assertEquals(Set.of(A, B), cluster.runningAsSeenBy(A));
        assertEquals(Set.of(A, B), cluster.runningAsSeenBy(B));
    }

    /** Row 4: harmless if B is started first; the marker goes with the boot. */
    @Test
    void leftoverMarkerAndBFirst() {
        VirtualCluster cluster = f1();
        cluster.edit(A, disk -> disk.forceLoad = true);
        cluster.start(B);
        cluster.start(A);
        assertHas(cluster, A, 0, LATE, MLATE);
        assertHas(cluster, A, 30, M);
        assertFalse(cluster.node(A).disk().forceLoad);
    }

    /** Row 5: both at once, or A first: silently lost. */
    @Test
    void leftoverMarkerAndAFirst() {
        VirtualCluster both = f1();
        both.edit(A, disk -> disk.forceLoad = true);
        VirtualCluster inTurn = both.copy();
        both.start(A, B);
        assertLateLost(both);
        inTurn.start(A);
        inTurn.start(B);
        assertLateLost(inTurn);
    }

    private static void assertLateLost(VirtualCluster cluster) {
        assertRunning(cluster, A, B);
        assertStatus(cluster, B, "absent", LATE, MLATE);
        assertFalse(cluster.node(B).disk().definitions.users().contains("lateuser"));
    }
}
