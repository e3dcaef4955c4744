// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import dev.understudy.rabbit.RabbitVersion;
import java.util.List;

/** The clusters of the measurements, with their names: A mirror, B master (rabbit-recovery, head). */
final class Fixtures {
    static final NodeName A = new NodeName("rabbit@hosta");
    static final NodeName B = new NodeName("rabbit@hostb");
    static final NodeName C = new NodeName("rabbit@hostc");
    static final NodeName D = new NodeName("rabbit@hostd");
    static final RabbitVersion V310 = RabbitVersion.parse("3.10.8");
    static final RabbitVersion V405 = RabbitVersion.parse("4.0.5");

    static final QueueName M = queue("m.q");
    static final QueueName MQA = queue("m.qa");
    static final QueueName MM = queue("mm.q");
    static final QueueName UNSYNC = queue("mm.unsync");
    static final QueueName MPS = queue("mps.q");
    static final QueueName MPF = queue("mpf.q");
    static final QueueName MMF = queue("mmf.q");
    static final QueueName CA = queue("ca.q");
    static final QueueName CB = queue("cb.q");
    static final QueueName QQ = queue("qq.q");
    static final QueueName ST = queue("st.q");
    static final QueueName TR = queue("tr.q");
    static final QueueName LATE = queue("late.q");
    static final QueueName MLATE = queue("m.late");

    /** The mirrored ones that have all 30 messages after S1 and S3. */
    static final List<QueueName> MIRRORED = List.of(M, MM, MPS, MPF, MMF, UNSYNC);

    private Fixtures() {}

    static QueueName queue(String name) {
        return new QueueName("/", name);
    }

    /**
     * Both up, every kind of queue, 20 messages in each. A was restarted after that, so the queues of manual synchronisation are not synchronised
     * on it.
     */
    static VirtualCluster pair() {
        return pair(V310, MetadataStore.MNESIA);
    }

    static VirtualCluster pair(RabbitVersion version, MetadataStore store) {
        VirtualCluster cluster = VirtualCluster.running(version, store, B);
        cluster.declare(B, UNSYNC, HaPolicy.MM);
        publish(cluster, B, 20, UNSYNC);
        cluster.host(A, version);
        cluster.start(A);
        cluster.join(A, B);
        cluster.declare(B, M, HaPolicy.M);
        cluster.declare(B, MM, HaPolicy.MM);
        cluster.declare(B, MPS, HaPolicy.MPS);
        cluster.declare(B, MPF, HaPolicy.MPF);
        cluster.declare(B, MMF, HaPolicy.MMF);
        cluster.declare(B, CB, HaPolicy.NONE);
        cluster.declare(B, QQ, QueueKind.QUORUM);
        publish(cluster, B, 20, M, MM, MPS, MPF, MMF, CB, QQ);
        cluster.stop(A);
        cluster.start(A);
        cluster.declare(A, MQA, HaPolicy.M);
        cluster.declare(A, CA, HaPolicy.NONE);
        cluster.declareTransient(B, TR);
        publish(cluster, A, 20, MQA, CA, TR);
        return cluster;
    }

    /** The master works on alone: 10 more, and what A never hears of. */
    static void aloneOnB(VirtualCluster cluster) {
        publish(cluster, B, 10, M, MM, MPS, MPF, MMF, UNSYNC, CB);
        cluster.declare(B, LATE, HaPolicy.NONE);
        cluster.declare(B, MLATE, HaPolicy.M);
        cluster.addUser(B, "lateuser");
    }

    /** F1: A stops, then B. */
    static VirtualCluster f1() {
        return f1(V310);
    }

    static VirtualCluster f1(RabbitVersion version) {
        VirtualCluster cluster = pair(version, MetadataStore.MNESIA);
        cluster.stop(A);
        aloneOnB(cluster);
        cluster.stop(B);
        return cluster;
    }

    /** T: three nodes, mirrored on all with the master on C and A the oldest mirror, a quorum queue of three. */
    static VirtualCluster three() {
        VirtualCluster cluster = VirtualCluster.running(V310, MetadataStore.MNESIA, C);
        cluster.declare(C, M, HaPolicy.M);
        for (NodeName name : List.of(A, B)) {
            cluster.host(name, V310);
            cluster.start(name);
            cluster.join(name, C);
        }
        cluster.declare(C, QQ, QueueKind.QUORUM);
        cluster.declare(A, CA, HaPolicy.NONE);
        publish(cluster, C, 20, M, QQ, CA);
        return cluster;
    }

    /** T1: A, then B, then C stop; 5 messages after each stop; what only B and C know is declared on B. */
    static VirtualCluster t1() {
        VirtualCluster cluster = three();
        cluster.stop(A);
        publish(cluster, C, 5, M, QQ);
        cluster.declare(B, queue("late1"), HaPolicy.NONE);
        cluster.stop(B);
        publish(cluster, C, 5, M);
        cluster.stop(C);
        return cluster;
    }

    static void publish(VirtualCluster cluster, NodeName at, int count, QueueName... queues) {
        for (QueueName queue : queues) {
            int from = cluster.read(at, queue).size();
            for (int message = from; message < from + count; message++) {
                Outcome outcome = cluster.publish(at, queue, message);
                assertTrue(outcome.ok(), () -> queue + ": " + outcome);
            }
        }
    }

    static void assertHas(VirtualCluster cluster, NodeName at, int messages, QueueName... queues) {
        for (QueueName queue : queues) {
            assertEquals("up", cluster.status(at, queue), queue.toString());
            assertEquals(messages, cluster.read(at, queue).size(), queue.toString());
        }
    }

    static void assertStatus(VirtualCluster cluster, NodeName at, String status, QueueName... queues) {
        for (QueueName queue : queues) {
            assertEquals(status, cluster.status(at, queue), queue.toString());
        }
    }

    static void assertRunning(VirtualCluster cluster, NodeName... names) {
        for (NodeName name : names) {
            assertEquals(Vm.RUNNING, cluster.vm(name), name + " " + cluster.node(name).failure);
        }
    }

    /** Starts, lets the window pass, and expects the boot to have failed for the reason. */
    static void assertBootFails(VirtualCluster cluster, NodeName name, String reason) {
        cluster.start(name);
        cluster.windowExpires();
        assertEquals(Vm.STOPPED, cluster.vm(name));
        assertTrue(cluster.node(name).failure.contains(reason), cluster.node(name).failure);
    }

    static void assertOutcome(int code, String text, Outcome outcome) {
        assertEquals(code, outcome.code(), outcome.text());
        assertTrue(outcome.text().contains(text), outcome.text());
    }

    /** An empty node under a name, started as a broker of its own. */
    static void fresh(VirtualCluster cluster, NodeName name) {
        cluster.host(name, cluster.node(cluster.state.nodes.firstKey()).installed);
        cluster.start(name);
    }
}
