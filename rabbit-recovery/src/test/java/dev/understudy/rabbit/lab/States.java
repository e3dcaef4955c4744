// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import dev.understudy.lab.Poll;
import dev.understudy.rabbit.lab.AmqpProbe.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the fixtures come to be. Queues are named as in the document: {@code m.} mirrored with automatic synchronisation, {@code mm.} manual,
 * {@code mps.} and {@code mpf.} with promotion on shutdown and on failure, {@code mmf.} manual and on failure; B is their master, of m.qa
 * A is. {@code ca.q} and {@code cb.q} live on one host alone. Twenty messages each came while both were up, ten more to those that B
 * served alone; what A served alone (F6) is numbered from 101.
 */
final class States {
    static final String[] MIRRORED = {"m.q", "mm.q", "mps.q", "mpf.q", "mmf.q"};
    private static final Duration SYNC_LIMIT = Duration.ofSeconds(20);
    private static final Duration DISK_LIMIT = Duration.ofSeconds(30);

    private States() {}

    static void cleanOrder(RabbitLab lab) {
        RabbitHost a = lab.host("hosta");
        RabbitHost b = lab.host("hostb");
        pair(a, b);
        a.stop();
        late(b);
        b.stop();
    }

    static void powerLoss(RabbitLab lab) {
        RabbitHost a = lab.host("hosta");
        RabbitHost b = lab.host("hostb");
        pair(a, b);
        cutPower(lab);
    }

    static void partition(RabbitLab lab) {
        RabbitHost a = lab.host("hosta");
        RabbitHost b = lab.host("hostb");
        pair(a, b);
        a.machine().isolate();
        awaitAlone(a);
        awaitAlone(b);
        a.amqp().declare(Kind.CLASSIC, "late.qa");
        a.amqp().publishFrom(101, 5, "late.qa", "ca.q", "m.qa");
        late(b);
        cutPower(lab);
    }

    static void cleanOrderOfThree(RabbitLab lab) {
        RabbitHost c = lab.host("hostc");
        three(lab);
        lab.host("hosta").stop();
        c.amqp().publishFrom(21, 5, "m.q", "qq.q");
        lab.host("hostb").stop();
        c.amqp().publishFrom(26, 5, "m.q");
        c.stop();
    }

    static void powerLossOfThree(RabbitLab lab) {
        three(lab);
        cutPower(lab);
    }

    /** The flag has to be enabled on each before they join. */
    static void powerLossOfKhepri(RabbitLab lab) {
        RabbitHost a = lab.host("hosta");
        RabbitHost b = lab.host("hostb");
        lab.hosts().forEach(RabbitHost::start);
        lab.hosts().forEach(RabbitHost::awaitRunning);
        lab.hosts().forEach(Clusters::enableKhepri);
        Clusters.join(a, b);
        a.amqp().declare(Kind.CLASSIC, "ca.q");
        b.amqp().declare(Kind.CLASSIC, "cb.q");
        b.amqp().declare(Kind.QUORUM, "qq.q");
        b.amqp().publish(20, "ca.q", "cb.q", "qq.q");
        cutPower(lab);
    }

    /** mm.unsync is filled before A comes, so that A's mirror lacks all of it. */
    private static void pair(RabbitHost a, RabbitHost b) {
        a.start();
        b.start();
        b.awaitRunning();
        Policies.set(b);
        b.amqp().declare(Kind.CLASSIC, "mm.unsync");
        b.amqp().publish(20, "mm.unsync");
        a.awaitRunning();
        Clusters.join(a, b);
        b.amqp().declare(Kind.CLASSIC, MIRRORED);
        b.amqp().declare(Kind.CLASSIC, "cb.q");
        b.amqp().declare(Kind.QUORUM, "qq.q");
        b.amqp().declare(Kind.STREAM, "st.q");
        b.amqp().declare(Kind.TRANSIENT, "tr.q");
        a.amqp().declare(Kind.CLASSIC, "ca.q", "m.qa");
        b.amqp().publish(20, MIRRORED);
        b.amqp().publish(20, "cb.q", "qq.q", "st.q", "tr.q");
        a.amqp().publish(20, "ca.q", "m.qa");
        awaitSynchronised(b, MIRRORED.length + 1);
    }

    private static void late(RabbitHost b) {
        b.amqp().declare(Kind.CLASSIC, "late.q", "m.late");
        b.control("add_user", "lateuser", "lateuser");
        b.amqp().publish(10, "late.q", "m.late");
        b.amqp().publishFrom(21, 10, MIRRORED);
        b.amqp().publishFrom(21, 10, "mm.unsync", "cb.q");
    }

    /** The master of m.q is on C, its oldest mirror on A, which joins first; ca.q, cb.q and cc.q live on one host alone. */
    private static void three(RabbitLab lab) {
        RabbitHost a = lab.host("hosta");
        RabbitHost b = lab.host("hostb");
        RabbitHost c = lab.host("hostc");
        b.start();
        lab.cluster(c, a);
        Policies.set(c);
        c.amqp().declare(Kind.CLASSIC, "m.q");
        awaitSynchronised(c, 1);
        b.awaitRunning();
        Clusters.join(b, c);
        c.amqp().declare(Kind.CLASSIC, "cc.q");
        c.amqp().declare(Kind.QUORUM, "qq.q");
        a.amqp().declare(Kind.CLASSIC, "ca.q");
        b.amqp().declare(Kind.CLASSIC, "cb.q");
        c.amqp().publish(20, "m.q", "cc.q", "qq.q", "ca.q", "cb.q");
    }

    /** All mirrored queues but mm.unsync have a mirror that is synchronised. */
    private static void awaitSynchronised(RabbitHost host, int queues) {
        Poll.until("mirrors to be synchronised", SYNC_LIMIT, () -> {
            String list = host.control("-q", "list_queues", "--no-table-headers", "name", "synchronised_slave_pids");
            long synchronised = list.lines()
                    .filter(line -> line.startsWith("m") && line.contains("<"))
                    .count();
            return synchronised == queues ? Optional.of(true) : Optional.empty();
        });
    }

    /** Of all, once each has on disk what it knows. */
    private static void cutPower(RabbitLab lab) {
        for (RabbitHost host : lab.hosts()) {
            List<String> queues = host.control("-q", "list_queues", "--no-table-headers", "name", "durable")
                    .lines()
                    .map(line -> line.split("\t"))
                    .filter(columns -> columns[1].equals("true"))
                    .map(columns -> columns[0])
                    .toList();
            OnDisk disk = new OnDisk(host.dataDirectory());
            Poll.until(
                    host + " to have its queues on disk",
                    DISK_LIMIT,
                    () -> disk.has(queues) ? Optional.of(true) : Optional.empty());
        }
        lab.powerLoss(lab.hosts().toArray(RabbitHost[]::new));
    }

    private static void awaitAlone(RabbitHost host) {
        Poll.until(
                host + " to be alone",
                Duration.ofSeconds(60),
                () -> host.control("eval", "nodes().").strip().equals("[]") ? Optional.of(true) : Optional.empty());
    }
}
