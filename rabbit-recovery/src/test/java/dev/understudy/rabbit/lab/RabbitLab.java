// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.Signal;
import dev.understudy.rabbit.host.NodeAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hosts with brokers on one bridge, each with a disk that outlives it. Used by one test thread.
 *
 * <pre>{@code
 * try (RabbitLab lab = RabbitLab.of(Fixture.F1)) {
 *     RabbitHost b = lab.host("hostb");
 *     b.start();
 *     b.awaitRunning();
 *     ...
 * }
 * }</pre>
 */
public final class RabbitLab implements AutoCloseable {
    private final RabbitVersion version;
    private final BrokerSettings settings;
    private final Path directory = Workspace.newLab();
    private final Map<String, RabbitHost> hosts = new LinkedHashMap<>();
    private final Published published = new Published();
    private final Lab lab;

    private RabbitLab(RabbitVersion version, BrokerSettings settings) {
        this.version = version;
        this.settings = settings;
        this.lab = Lab.open();
    }

    /** Hosts of these names with empty disks. */
    public static RabbitLab open(RabbitVersion version, BrokerSettings settings, String... hostNames) {
        version.require();
        RabbitLab lab = new RabbitLab(version, settings);
        try {
            Arrays.stream(hostNames).forEach(lab::add);
        } catch (RuntimeException | Error e) {
            lab.close();
            throw e;
        }
        return lab;
    }

    /** The hosts of the fixture, stopped as it left them, to be started with {@link BrokerSettings#quick}. */
    public static RabbitLab of(Fixture fixture) {
        return of(fixture, BrokerSettings.quick());
    }

    /** The hosts of the fixture, stopped as it left them. */
    public static RabbitLab of(Fixture fixture, BrokerSettings settings) {
        RabbitLab lab = open(fixture.version(), settings, fixture.hostNames().toArray(String[]::new));
        try {
            lab.restore(fixture);
        } catch (RuntimeException | Error e) {
            lab.close();
            throw e;
        }
        return lab;
    }

    /** One more host with an empty disk. */
    public RabbitHost add(String hostName) {
        String address = "10.0.0." + (hosts.size() + 1) + "/24";
        LabHost machine = lab.host(hostName, "eno1", address);
        Disk disk = Disk.create(directory.resolve(hostName));
        RabbitHost host = new RabbitHost(machine, new BrokerFiles(machine, version, settings), disk, published);
        hosts.put(hostName, host);
        tellNames();
        return host;
    }

    /** The host that was added under this name. */
    public RabbitHost host(String name) {
        RabbitHost host = hosts.get(name);
        if (host == null) {
            throw new IllegalArgumentException("no host " + name + " in " + hosts.keySet());
        }
        return host;
    }

    public List<RabbitHost> hosts() {
        return List.copyOf(hosts.values());
    }

    public RabbitVersion version() {
        return version;
    }

    /** The network, for further hosts without a broker. */
    public Lab network() {
        return lab;
    }

    /** How production code reaches the nodes; to be asked again after a host was booted. */
    public List<NodeAccess> accesses() {
        return hosts.values().stream()
                .filter(host -> host.machine().isRunning())
                .map(RabbitHost::access)
                .toList();
    }

    /** The bodies of all messages that were confirmed, by queue: those of the fixture, then those of this lab's clients. */
    public Map<String, List<String>> published() {
        return published.all();
    }

    /** Makes a cluster of blank, stopped hosts: all join the first one, in order, and all run. */
    public void cluster(RabbitHost... members) {
        Clusters.form(List.of(members));
    }

    /** All brokers of these hosts lose their power at the same moment: none sees another go (1.4). */
    public void powerLoss(RabbitHost... lost) {
        List<Long> pids = new ArrayList<>();
        for (RabbitHost host : lost) {
            pids.addAll(host.brokerPids());
        }
        Signal.STOP.send(pids);
        Signal.KILL.send(pids);
        Arrays.stream(lost).forEach(RabbitHost::awaitKilled);
    }

    /**
     * The crashed host comes back under another name and with another disk, as a host to which the files of a lost one were restored (1.9).
     * All others are told the new address of the name; a host of this name that still runs is not found any more.
     */
    public void boot(RabbitHost crashed, String newName, Disk disk) {
        crashed.boot(newName, disk);
        tellNames();
    }

    /** Puts the fixture's disks in place of the hosts' own; no broker may run. It is built on first demand in this JVM. */
    public void restore(Fixture fixture) {
        Fixture.Stored stored = fixture.stored();
        fixture.hostNames()
                .forEach(name -> host(name).restore(new Disk(stored.directory().resolve(name))));
        published.replace(stored.published());
    }

    /** Copies all disks into the directory; no broker may run. */
    void snapshot(Path into) {
        hosts.forEach((name, host) -> Disk.create(into.resolve(name)).copyFrom(host.disk()));
    }

    /** Ends every process and removes every file. */
    @Override
    public void close() {
        try {
            lab.close();
        } finally {
            Workspace.remove(directory);
        }
    }

    /** The last host of a name is the one that has it. */
    private void tellNames() {
        Map<String, String> addresses = new LinkedHashMap<>();
        hosts.values().stream()
                .filter(host -> host.machine().isRunning())
                .forEach(host -> addresses.put(host.hostName(), host.machine().primaryAddress()));
        hosts.forEach((name, host) -> addresses.putIfAbsent(name, host.machine().primaryAddress()));
        StringBuilder text = new StringBuilder("127.0.0.1 localhost\n");
        addresses.forEach(
                (name, address) -> text.append(address).append(' ').append(name).append('\n'));
        hosts.values().forEach(host -> host.names(text.toString()));
    }
}
