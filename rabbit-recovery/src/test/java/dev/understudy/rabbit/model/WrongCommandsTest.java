// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import static dev.understudy.rabbit.model.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.MetadataStore;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rabbit-recovery 1.7, the rows on commands that are refused, or do what they should not. */
class WrongCommandsTest {
    /** {@code forget --offline A} on the healthy B: works, loses ca.q. */
    @Test
    void offlineForgetOfTheMirror() {
        VirtualCluster cluster = f1();
        cluster.lose(A);
        assertTrue(cluster.forgetOffline(B, A).ok());
        cluster.start(B);
        assertRunning(cluster, B);
        assertStatus(cluster, B, "absent", CA);
        MIRRORED.forEach(queue -> assertHas(cluster, B, 30, queue));
    }

    /** Both forgot each other: the first one up wins. */
    @Test
    void bothForgotEachOther() {
        VirtualCluster cluster = f1();
        assertTrue(cluster.forgetOffline(A, B).ok());
        assertTrue(cluster.forgetOffline(B, A).ok());
        VirtualCluster other = cluster.copy();
        cluster.start(A);
        assertRunning(cluster, A);
        assertBootFails(cluster, B, "inconsistent_cluster");
        other.start(B);
        assertRunning(other, B);
        assertBootFails(other, A, "inconsistent_cluster");
    }

    /** Offline forget of a running node: nothing is broken but A's text, which says [B] then. */
    @Test
    void offlineForgetOfARunningNode() {
        VirtualCluster cluster = f1();
        cluster.start(B);
        assertOutcome(69, "Mnesia is running", cluster.forgetOffline(A, B));
        assertEquals(Set.of(B), cluster.node(A).disk().running.nodes());
        assertFalse(cluster.node(A).disk().forceLoad);
        cluster.start(A);
        assertHas(cluster, A, 30, M);
        assertHas(cluster, A, 0, LATE);
    }

    /** Online forget of a running node. */
    @Test
    void onlineForgetOfARunningNode() {
        VirtualCluster cluster = pair();
        assertOutcome(69, "must be stopped with", cluster.forget(B, A));
        assertEquals(Set.of(A, B), cluster.members(B));
    }

    /** Online forget of a node whose application is stopped: done, and the node does not come back. */
    @Test
    void onlineForgetOfAStoppedApp() {
        VirtualCluster cluster = pair();
        cluster.stopApp(A);
        assertTrue(cluster.forget(B, A).ok());
        cluster.startApp(A);
        assertTrue(cluster.node(A).failure.contains("inconsistent_cluster"));
    }

    /** Without {@code --offline}: node down; node up, application stopped. */
    @Test
    void onlineForgetOnANodeThatDoesNotRun() {
        VirtualCluster cluster = f1();
        assertOutcome(69, "DIAGNOSTICS", cluster.forget(B, A));
        cluster.start(B);
        cluster.stopApp(B);
        assertOutcome(69, "offline_node_no_offline_flag", cluster.forget(B, A));
    }

    /** {@code --offline} while the VM is up, whatever runs in it. */
    @Test
    void offlineForgetNeedsTheVmStopped() {
        VirtualCluster cluster = f1();
        cluster.start(B);
        assertEquals(64, cluster.forgetOffline(B, A).code());
        cluster.stopApp(B);
        assertEquals(64, cluster.forgetOffline(B, A).code());
    }

    /** Itself as the last member; a node that nobody knows. */
    @Test
    void lastMemberAndUnknownNode() {
        VirtualCluster cluster = VirtualCluster.running(V310, MetadataStore.MNESIA, A);
        assertOutcome(69, "Last replica", cluster.forget(A, A));
        assertOutcome(69, "not_a_cluster_node", cluster.forget(A, B));
        cluster.stop(A);
        assertOutcome(69, "Last replica", cluster.forgetOffline(A, A));
        assertOutcome(69, "not_a_cluster_node", cluster.forgetOffline(A, B));
    }

    /** A RAM node cannot forget, and cannot boot alone. */
    @Test
    void ramNode() {
        VirtualCluster cluster = VirtualCluster.running(V310, MetadataStore.MNESIA, B);
        fresh(cluster, A);
        assertTrue(cluster.joinRam(A, B).ok());
        cluster.stop(B);
        cluster.stop(A);
        cluster.lose(B);
        assertOutcome(69, "must be a disc node", cluster.forgetOffline(A, B));
        assertBootFails(cluster, A, "failed_to_cluster_with");
    }

    /** {@code reset} asks a living peer, {@code force_reset} nobody. */
    @Test
    void resets() {
        VirtualCluster cluster = f1();
        cluster.start(B);
        cluster.stopApp(B);
        assertOutcome(69, "no_running_cluster_nodes", cluster.reset(B));
        assertTrue(cluster.forceReset(B).ok());
        cluster.startApp(B);
        assertRunning(cluster, B);
        assertStatus(cluster, B, "absent", M, CB, QQ);
    }

    /** Joining under a name that is still listed: refused, and the node runs as an empty broker of its own. */
    @Test
    void joinUnderAListedName() {
        VirtualCluster cluster = f1();
        cluster.start(B);
        fresh(cluster, A);
        assertOutcome(69, "inconsistent_cluster", cluster.join(A, B));
        assertRunning(cluster, A);
        assertStatus(cluster, A, "absent", M);
        assertEquals(Set.of(A), cluster.members(A));
    }

    /** Tools run as root leave files that the broker cannot write. */
    @Test
    void filesOfRoot() {
        VirtualCluster cluster = f1();
        cluster.edit(B, disk -> disk.ownedByBroker = false);
        assertBootFails(cluster, B, "eacces");
        cluster.edit(B, disk -> disk.ownedByBroker = true);
        cluster.start(B);
        assertHas(cluster, B, 30, M);
    }

    /** Without its schema the node is a blank broker, and nothing says so. */
    @Test
    void schemaMissing() {
        VirtualCluster cluster = f1();
        cluster.edit(B, disk -> disk.schemaPresent = false);
        cluster.start(B);
        assertRunning(cluster, B);
        assertEquals(Set.of(B), cluster.members(B));
        assertStatus(cluster, B, "absent", M, CB);
    }
}
