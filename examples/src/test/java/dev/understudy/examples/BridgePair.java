// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.lab.LabHost;
import dev.understudy.rabbit.lab.BrokerSettings;
import dev.understudy.rabbit.lab.RabbitHost;
import dev.understudy.rabbit.lab.RabbitLab;
import dev.understudy.rabbit.lab.RabbitVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The tutorial's whole picture: two hosts with a RabbitMQ cluster of two, a HAProxy on each in front of both, and a third host for clients.
 * The brokers know each other by addresses of their own; HAProxy and the runner use the tutorial's, and its repaired files as they are.
 */
final class BridgePair implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    private static final String HAPROXY = "/usr/local/haproxy/sbin/haproxy";
    private static final String HAPROXY_CFG = "/etc/haproxy/haproxy.cfg";
    static final String SOCKET = "/run/haproxy.sock";

    private final RabbitLab lab;
    private final LabHost clients;
    private final Map<LabHost, Runner> runners = new HashMap<>();
    final LabHost one;
    final LabHost two;

    private BridgePair(RabbitLab lab) {
        this.lab = lab;
        one = furnish(lab.host("rabbitmq1"), Tutorial.FIRST, "rabbitmq1.conf");
        two = furnish(lab.host("rabbitmq2"), Tutorial.SECOND, "rabbitmq2.conf");
        clients = lab.network().host("clients", "eno1", "10.171.48.40/24");
    }

    /** Returns when the cluster and both HAProxies run, and no runner yet. */
    static BridgePair open() {
        String port = Integer.toString(Tutorial.RABBITMQ_PORT);
        BrokerSettings settings = BrokerSettings.quick().environment("RABBITMQ_NODE_PORT", port);
        RabbitLab lab = RabbitLab.open(RabbitVersion.V3_10_8, settings, "rabbitmq1", "rabbitmq2");
        try {
            BridgePair pair = new BridgePair(lab);
            lab.cluster(lab.host("rabbitmq1"), lab.host("rabbitmq2"));
            List.of(pair.one, pair.two).forEach(host -> host.run(HAPROXY, "-f", HAPROXY_CFG));
            return pair;
        } catch (RuntimeException | Error e) {
            lab.close();
            throw e;
        }
    }

    private static LabHost furnish(RabbitHost broker, String address, String configuration) {
        LabHost host = broker.machine();
        host.addAddress(address + "/24");
        host.file(HAPROXY_CFG, Tutorial.text(Tutorial.repaired("haproxy.cfg")), "644");
        host.file(Runner.CONFIGURATION, Tutorial.text(Tutorial.repaired(configuration)), "644");
        host.run("mkdir", "-p", HAPROXY.replaceFirst("/haproxy$", ""));
        host.run("ln", "-s", "/usr/sbin/haproxy", HAPROXY);
        return host;
    }

    /** Starts both runners with these options of {@code run}; returns when the first host is Active and the other Backup. */
    void serve(String... options) {
        run(one, options).awaitLog("INFO", "Backup", "Active", "");
        run(two, options);
        one.awaitAddress(Tutorial.VIRTUAL, true, SOON);
    }

    /** Starts the host's runner, also once more; returns when it is Backup. */
    Runner run(LabHost host, String... options) {
        Runner runner = Runner.start(host, options);
        runners.put(host, runner);
        runner.awaitLog("INFO", "Initialize", "Backup", "");
        return runner;
    }

    Runner runner(LabHost host) {
        return runners.get(host);
    }

    /** Returns when the second host has the address, and the first has not. */
    void awaitMoved() {
        runner(two).awaitLog("INFO", "Backup", "Active", "");
        two.awaitAddress(Tutorial.VIRTUAL, true, SOON);
        one.awaitAddress(Tutorial.VIRTUAL, false, SOON);
    }

    BridgeClient client() {
        return BridgeClient.start(clients, Tutorial.VIRTUAL, Tutorial.PORT);
    }

    /** How many clients' sessions the host's HAProxy has. */
    long sessions(LabHost host) {
        return tellHaproxy(host, "show sess")
                .lines()
                .filter(line -> line.contains("fe=rabbitmq "))
                .count();
    }

    void awaitSessions(LabHost host, long count) {
        Awaitility.await(count + " sessions at " + host).atMost(SOON).until(() -> sessions(host) == count);
    }

    /** Ends the runners, and what sessions there may be left. */
    void end() {
        runners.values().stream().filter(Runner::isAlive).forEach(Runner::end);
        runners.clear();
        for (LabHost host : List.of(one, two)) {
            tellHaproxy(host, "shutdown sessions server rabbitmq/rabbitmq1");
            tellHaproxy(host, "shutdown sessions server rabbitmq/rabbitmq2");
            awaitSessions(host, 0);
        }
    }

    private static String tellHaproxy(LabHost host, String command) {
        return host.run("sh", "-c", "echo \"$1\" | socat -t 5 - UNIX-CONNECT:" + SOCKET, "sh", command);
    }

    @Override
    public void close() {
        lab.close();
    }
}
