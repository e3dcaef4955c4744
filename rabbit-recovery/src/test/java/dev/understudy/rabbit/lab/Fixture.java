// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A state in which a cluster was left: the disks of its stopped hosts. Built on first demand, then copied for the rest of this JVM's life.
 * Thread-safe.
 */
public final class Fixture {
    private static final Map<String, Stored> STORED = new ConcurrentHashMap<>();

    /** A stopped cleanly, then B; late things were made on B between (1.3, S1). */
    public static final Fixture F1 = of("F1", BrokerSettings.quick(), States::cleanOrder, "hosta", "hostb");

    /** Power loss of both (1.4, S2). */
    public static final Fixture F2X = of("F2x", BrokerSettings.quick(), States::powerLoss, "hosta", "hostb");

    /** The link was cut, both served on, then both lost their power: each thinks that it was the last (1.10). */
    public static final Fixture F6 =
            of("F6", BrokerSettings.quick().tickSeconds(4), States::partition, "hosta", "hostb");

    /** A, B and C stopped cleanly in this order, five messages after each stop (1.8). */
    public static final Fixture T1 =
            of("T1", BrokerSettings.quick(), States::cleanOrderOfThree, "hosta", "hostb", "hostc");

    /** Power loss of all three (1.4). */
    public static final Fixture T2 =
            of("T2", BrokerSettings.quick(), States::powerLossOfThree, "hosta", "hostb", "hostc");

    /** 4.0.5 with Khepri, power loss of both (section 4); classic queues ca.q and cb.q on one host each, and a quorum queue. */
    public static final Fixture K2X =
            of("K2x", RabbitVersion.V4_0_5, BrokerSettings.quick(), States::powerLossOfKhepri, "hosta", "hostb");

    private final String name;
    private final RabbitVersion version;
    private final BrokerSettings settings;
    private final List<String> hostNames;
    private final Consumer<RabbitLab> build;

    private Fixture(
            String name,
            RabbitVersion version,
            BrokerSettings settings,
            List<String> hostNames,
            Consumer<RabbitLab> build) {
        this.name = name;
        this.version = version;
        this.settings = settings;
        this.hostNames = hostNames;
        this.build = build;
    }

    /**
     * A fixture of a test's own.
     *
     * @param name what it is cached by, unlike every other's
     * @param settings what the brokers run with while it is built
     * @param build finds the hosts blank and without brokers running, and leaves them with none running
     */
    public static Fixture of(
            String name,
            RabbitVersion version,
            BrokerSettings settings,
            Consumer<RabbitLab> build,
            String... hostNames) {
        return new Fixture(name, version, settings, List.of(hostNames), build);
    }

    private static Fixture of(String name, BrokerSettings settings, Consumer<RabbitLab> build, String... hostNames) {
        return of(name, RabbitVersion.V3_10_8, settings, build, hostNames);
    }

    public RabbitVersion version() {
        return version;
    }

    public List<String> hostNames() {
        return hostNames;
    }

    /** The bodies of all messages that were confirmed while it was built, by queue. */
    public Map<String, List<String>> published() {
        return stored().published();
    }

    Stored stored() {
        return STORED.computeIfAbsent(name, unused -> build());
    }

    private Stored build() {
        Path directory = Workspace.fixtures().resolve(name);
        if (Files.exists(directory)) {
            Workspace.remove(directory); // an earlier attempt failed
        }
        try (RabbitLab lab = RabbitLab.open(version, settings, hostNames.toArray(String[]::new))) {
            long startedNanos = System.nanoTime();
            build.accept(lab);
            lab.snapshot(directory);
            Stored stored = new Stored(directory, lab.published());
            System.out.printf("fixture %s built in %.1f s%n", name, (System.nanoTime() - startedNanos) / 1e9);
            return stored;
        }
    }

    /**
     * What is kept of a fixture.
     *
     * @param directory the disks, a directory for each host
     * @param published as {@link #published()}
     */
    record Stored(Path directory, Map<String, List<String>> published) {}

    @Override
    public String toString() {
        return name;
    }
}
