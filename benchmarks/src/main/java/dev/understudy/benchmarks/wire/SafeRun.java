// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.lab.AddressMonitor;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.WallClock;
import java.util.ArrayList;
import java.util.List;

/**
 * One collector, one scheduling class and one load: routers of every interval in one Active that bears the load and in one calm Backup, both
 * alive all the time. Used by one thread.
 */
final class SafeRun {
    private static final String INTERFACE = "eno1";
    private static final long START_LIMIT_MILLIS = 60_000;
    /** The live set is there, the heap was filled more than once, what runs often is compiled. */
    private static final long SETTLE_MILLIS = 8_000;

    private static final long QUICK_SETTLE_MILLIS = 3_000;
    /** What was sent at the end is read by then, also when the lab has to wait for a processor. */
    private static final long CATCH_UP_MILLIS = 500;

    private final Settings settings;
    private final Collector collector;
    private final SchedulingClass scheduling;
    private final Load load;

    SafeRun(Settings settings, Collector collector, SchedulingClass scheduling, Load load) {
        this.settings = settings;
        this.collector = collector;
        this.scheduling = scheduling;
        this.load = load;
    }

    SafeResult measure() {
        try (Lab lab = Lab.open()) {
            LabHost activeHost = lab.host("active", INTERFACE, "10.171.48.28/24");
            LabHost backupHost = lab.host("backup", INTERFACE, "10.171.48.29/24");
            try (Observer wire = Observer.open(lab.bridgePid(), List.of("br0"))) {
                return measure(activeHost, backupHost, wire);
            }
        }
    }

    private SafeResult measure(LabHost activeHost, LabHost backupHost, Observer wire) {
        AddressMonitor addresses = AddressMonitor.open(activeHost);
        RunningRouter active = RunningRouter.start(activeHost, conf(Pair.HIGH_PRIORITY), activeCommand());
        awaitAllActive(active, wire, Pair.mac(activeHost));
        scheduling.verify(active);
        RunningRouter backup = RunningRouter.start(backupHost, conf(Pair.LOW_PRIORITY), backupCommand());
        backup.awaitListening();
        if (load.hasBusyProcesses()) {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                // They end with the host.
                activeHost.start("bash", "-c", "while :; do :; done");
            }
        }
        Patience.millis(settings.quick() ? QUICK_SETTLE_MILLIS : SETTLE_MILLIS);
        wire.forget();
        long from = WallClock.nanos();
        Patience.millis(1_000L * settings.safe().seconds());
        long to = WallClock.nanos();
        Patience.millis(CATCH_UP_MILLIS);
        assertAlive("Active", active);
        assertAlive("Backup", backup);
        if (wire.drops() > 0) {
            throw new IllegalStateException("the observer lost " + wire.drops() + " frames");
        }
        List<Sighting> sightings = wire.from(0);
        List<SafeCell> cells = new ArrayList<>();
        for (int i = 0; i < SafeSettings.INTERVALS.size(); i++) {
            int vrid = i + 1;
            SafeTally tally = SafeTally.of(sightings, vrid, Pair.mac(activeHost), from, to);
            cells.add(new SafeCell(
                    SafeSettings.INTERVALS.get(i),
                    tally.falseTakeovers(),
                    lapses(addresses, Conf.addressOf(vrid), from, to),
                    tally.longestGapNanos()));
        }
        return new SafeResult(
                collector, scheduling, load, settings.safe().seconds(), mibPerSecond(active, from), cells);
    }

    /** With no other option than the collector: those of the runner's own JVM choose another one. */
    private List<String> activeCommand() {
        List<String> command = new ArrayList<>(Lab.java(collector.option()));
        if (load.isEmbedded()) {
            command.addAll(List.of("-Xms512m", "-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), NeighbourMain.class.getName()));
            command.addAll(List.of("--file", Conf.PATH));
        } else {
            command.addAll(Contestant.runner(settings));
        }
        command.addAll(scheduling.options());
        return command;
    }

    /** All its threads are in SCHED_FIFO: what it says of the Active it says in time. */
    private List<String> backupCommand() {
        List<String> command =
                new ArrayList<>(List.of("chrt", "--fifo", Integer.toString(SchedulingClass.BACKUP_PRIORITY)));
        command.addAll(Lab.java("-XX:+UseSerialGC"));
        command.addAll(Contestant.runner(settings));
        return command;
    }

    private void awaitAllActive(RunningRouter active, Observer wire, long mac) {
        Patience.until(() -> "all routers Active; it wrote: " + active.output(), START_LIMIT_MILLIS, () -> {
            if (!active.isAlive()) {
                throw new IllegalStateException("the Active ended; it wrote: " + active.output());
            }
            return wire.from(0).stream()
                            .filter(s -> s.isAdvert() && s.mac() == mac)
                            .map(Sighting::vrid)
                            .distinct()
                            .count()
                    == SafeSettings.INTERVALS.size();
        });
    }

    private static int lapses(AddressMonitor addresses, String address, long from, long to) {
        return (int) addresses.notices(address).stream()
                .filter(n -> !n.present() && n.timeNanos() >= from && n.timeNanos() <= to)
                .count();
    }

    private static long mibPerSecond(RunningRouter active, long from) {
        List<RunningRouter.Said> said = active.said(NeighbourMain.ALLOCATED).stream()
                .filter(s -> s.timeNanos() >= from)
                .toList();
        if (said.size() < 2) {
            return 0;
        }
        RunningRouter.Said first = said.get(0);
        RunningRouter.Said last = said.get(said.size() - 1);
        return Math.round((last.number() - first.number()) * 1e9 / (last.timeNanos() - first.timeNanos()));
    }

    private static void assertAlive(String what, RunningRouter router) {
        if (!router.isAlive()) {
            throw new IllegalStateException("the " + what + " ended; it wrote: " + router.output());
        }
    }

    private static String conf(int priority) {
        return Conf.intervals(INTERFACE, priority, SafeSettings.INTERVALS);
    }
}
