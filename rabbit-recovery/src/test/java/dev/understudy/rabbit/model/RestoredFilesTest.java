// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import static dev.understudy.rabbit.model.Fixtures.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Rabbit-recovery 1.9 (S5). Not expressed: which feature flags come up disabled without their file (the model has the file or not); an
 * index rebuilt from a hot copy (the model copies in no time); a host that answers for another's name, which only makes things slow.
 */
class RestoredFilesTest {
    private static VirtualCluster newHost(NodeName name, NodeName directory, Disk copy) {
        VirtualCluster cluster = VirtualCluster.empty(MetadataStore.MNESIA);
        cluster.host(name, V310);
        cluster.restore(name, directory, copy);
        return cluster;
    }

    private static Disk filesOf(NodeName name) {
        return f1().node(name).disk();
    }

    /** B's files under B's name. */
    @Test
    void filesOfB() {
        VirtualCluster cluster = newHost(B, B, filesOf(B));
        cluster.start(B);
        assertHas(cluster, B, 30, M, CB);
        assertTrue(cluster.forget(B, A).ok());
        assertStatus(cluster, B, "absent", CA);
    }

    /** A's files under A's name: as S4. */
    @Test
    void filesOfA() {
        VirtualCluster cluster = newHost(A, A, filesOf(A));
        assertTrue(cluster.forgetOffline(A, B).ok());
        cluster.start(A);
        assertHas(cluster, A, 20, M, CA);
        assertStatus(cluster, A, "absent", MM, CB);
    }

    /** Another host name: a blank broker beside the old directory, and no error. */
    @Test
    void hostNameNotChanged() {
        VirtualCluster cluster = newHost(C, B, filesOf(B));
        cluster.start(C);
        assertRunning(cluster, C);
        assertStatus(cluster, C, "absent", M);
        assertEquals(Set.of(B, C), cluster.node(C).directories.keySet());
    }

    /** The directory renamed: the schema still says the old name. */
    @Test
    void directoryRenamed() {
        assertBootFails(newHost(C, C, filesOf(B)), C, "failed_to_cluster_with");
    }

    /** {@code rename_cluster_node}: mirrored and classic queues are well, quorum queues are not. */
    @Test
    void renameClusterNode() {
        VirtualCluster cluster = newHost(C, B, filesOf(B));
        assertTrue(cluster.rename(C, B).ok());
        cluster.start(C);
        assertHas(cluster, C, 30, M, CB);
        assertStatus(cluster, C, "down", QQ);
    }

    /** From 3.13 on it is rc 0 and does nothing. */
    @Test
    void renameFrom313On() {
        VirtualCluster cluster = VirtualCluster.empty(MetadataStore.MNESIA);
        cluster.host(C, V405);
        cluster.restore(C, B, filesOf(B));
        assertOutcome(0, "DEPRECATED", cluster.rename(C, B));
        assertEquals(Set.of(B), cluster.node(C).directories.keySet());
    }

    /** Without the file beside the directory it boots. */
    @Test
    void featureFlagsMissing() {
        Disk files = filesOf(B);
        files.featureFlags = false;
        VirtualCluster cluster = newHost(B, B, files);
        cluster.start(B);
        assertHas(cluster, B, 30, M);
    }

    /** Another cookie: the peers' boot fails after the whole wait, a join at once. */
    @Test
    void anotherCookie() {
        VirtualCluster cluster = f1();
        cluster.node(A).cookie = "another";
        cluster.start(B);
        assertBootFails(cluster, A, "Timeout contacting cluster nodes");
        fresh(cluster, C);
        cluster.node(C).cookie = "another";
        assertOutcome(69, "Erlang distribution failed", cluster.join(C, B));
    }

    /** Files of root's. */
    @Test
    void filesOfRoot() {
        Disk files = filesOf(B);
        files.ownedByBroker = false;
        assertBootFails(newHost(B, B, files), B, "could_not_write_file cluster_nodes.config eacces");
    }

    /** A copy of a running node boots with what there was at that moment. */
    @Test
    void hotCopy() {
        VirtualCluster source = f1();
        source.start(B);
        Disk copy = source.node(B).disk().copy();
        publish(source, B, 5, CB);
        VirtualCluster cluster = newHost(B, B, copy);
        cluster.start(B);
        assertHas(cluster, B, 30, CB);
        assertHas(source, B, 35, CB);
        assertFalse(copy.cleanStop);
    }

    /** A directory of 3.10 under 4.0 and the other way round; each can still be used by its own. */
    @Test
    void anotherVersion() {
        VirtualCluster cluster = f1();
        cluster.node(B).installed = V405;
        assertBootFails(cluster, B, "failed_to_initialize_feature_flags_registry");
        cluster.node(B).installed = V310;
        cluster.start(B);
        assertHas(cluster, B, 30, M);
        VirtualCluster newer = VirtualCluster.running(V405, MetadataStore.MNESIA, A);
        newer.stop(A);
        newer.node(A).installed = V310;
        assertBootFails(newer, A, "schema_integrity_check_failed");
        newer.node(A).installed = V405;
        newer.start(A);
        assertRunning(newer, A);
    }

    /** Another absolute path: classic queues are well, quorum queues are not and stay so; 4.0 keeps no path. */
    @Test
    void anotherPath() {
        VirtualCluster cluster = f1();
        Disk a = cluster.node(A).disk().copy();
        cluster.node(A).basePath = "/srv/rabbitmq";
        cluster.restore(A, A, a);
        cluster.start(B);
        cluster.start(A);
        assertHas(cluster, A, 20, CA);
        assertStatus(cluster, B, "down", QQ);
        cluster.stop(A);
        cluster.node(A).basePath = "/var/lib/rabbitmq/mnesia";
        cluster.restore(A, A, cluster.node(A).disk());
        cluster.start(A);
        assertStatus(cluster, B, "down", QQ);
        VirtualCluster newer = VirtualCluster.running(V405, MetadataStore.MNESIA, A);
        newer.declare(A, QQ, QueueKind.QUORUM);
        newer.stop(A);
        Disk copy = newer.node(A).disk().copy();
        newer.node(A).basePath = "/srv/rabbitmq";
        newer.restore(A, A, copy);
        newer.start(A);
        assertHas(newer, A, 0, QQ);
    }
}
