// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import dev.understudy.lab.LabHost;
import dev.understudy.lab.Outcome;
import dev.understudy.lab.Poll;
import dev.understudy.lab.Signal;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.host.HostShells;
import dev.understudy.rabbit.host.NodeAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A host with a broker on it. Used by one test thread. */
public final class RabbitHost {
    private static final Duration BOOT_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(90);
    private static final Duration CTL_LIMIT = Duration.ofSeconds(60);
    private static final String BEAM = "beam.smp";

    private final LabHost machine;
    private final BrokerFiles files;
    private final Disk ownDisk;
    private final Published published;
    private String hostName;
    private Disk disk;
    private String etcHosts = "";
    private BrokerLog log;
    private AmqpProbe probe;

    RabbitHost(LabHost machine, BrokerFiles files, Disk disk, Published published) {
        this.machine = machine;
        this.files = files;
        this.ownDisk = disk;
        this.published = published;
        furnish(machine.name(), disk);
    }

    /** The host without the broker: links, processes, files. */
    public LabHost machine() {
        return machine;
    }

    /** What it calls itself now; the host's place on the bridge keeps its first name. */
    public String hostName() {
        return hostName;
    }

    /** The broker's node name. */
    public String node() {
        return files.node(hostName);
    }

    public Disk disk() {
        return disk;
    }

    /** The node's data directory, as seen from the machine; in the host it is below {@code /var/lib/rabbitmq/mnesia}. */
    public Path dataDirectory() {
        return disk.base().resolve(node());
    }

    /** How production code reaches the node; to be asked again after a {@link #boot()}. */
    public NodeAccess access() {
        List<String> shell = new ArrayList<>(machine.entry());
        shell.addAll(
                List.of("env", "PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "sh", "-c"));
        return new NodeAccess(new NodeName(node()), files.installation(), HostShells.prefix(shell));
    }

    /** Starts the broker and returns at once. */
    public void start() {
        if (isUp()) {
            throw new IllegalStateException(this + ": the broker runs");
        }
        machine.run(BrokerPrograms.START);
    }

    /** Whether the broker's process is there, in whatever state, by whomever it was started. */
    public boolean isUp() {
        return machine.isRunning() && log.isUp();
    }

    /** Returns when the broker serves clients. */
    public void awaitRunning() {
        awaitRunning(BOOT_LIMIT);
    }

    /** As {@link #awaitRunning()}. */
    public void awaitRunning(Duration limit) {
        Poll.until(this + " to run", limit, () -> {
            requireUp();
            return log.isStarted() ? Optional.of(true) : Optional.empty();
        });
    }

    /** Returns when the virtual machine answers and the broker in it does not run, as it waits for its peers. */
    public void awaitWaiting() {
        Poll.until(this + " to wait for its peers", BOOT_LIMIT, () -> {
            requireUp();
            boolean waits = log.isWaiting()
                    && ctl("eval", "rabbit:is_running().").output().strip().endsWith("false")
                    && log.isWaiting();
            return waits ? Optional.of(true) : Optional.empty();
        });
    }

    /** Returns what this start of the broker printed and logged when it has ended, as after BOOT FAILED. */
    public String awaitEnd(Duration limit) {
        Poll.until(this + " to end", limit, () -> isUp() ? Optional.empty() : Optional.of(true));
        return log.console() + log.text();
    }

    /** What this start of the broker has logged so far. */
    public String log() {
        return log.text();
    }

    /** {@code rabbitmqctl shutdown}: returns when the process has ended. */
    public void stop() {
        require(ctl(STOP_LIMIT, "shutdown"));
        awaitEnd(STOP_LIMIT);
    }

    /** {@code kill -9} of the broker, whatever it does. */
    public void kill() {
        machine.signalAll(BEAM, Signal.KILL);
        awaitKilled();
    }

    public void stopApp() {
        require(ctl("stop_app"));
    }

    /** Returns when the broker serves clients again. */
    public void startApp() {
        require(ctl("start_app"));
    }

    /** {@code rabbitmqctl} as the broker's user; status 124 if it is not done in a minute. */
    public Outcome ctl(String... arguments) {
        return ctl(CTL_LIMIT, arguments);
    }

    /** As {@link #ctl(String...)} with another limit. */
    public Outcome ctl(Duration limit, String... arguments) {
        return tool("rabbitmqctl", limit, arguments);
    }

    /** Another program of the broker, such as rabbitmq-queues. */
    public Outcome tool(String program, Duration limit, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("timeout", "-k", "1", Long.toString(limit.toSeconds()), BrokerPrograms.BIN + program));
        command.addAll(List.of(arguments));
        return machine.attempt(limit.plusSeconds(10), command);
    }

    /** {@link #ctl(String...)} that has to succeed; returns its output. */
    public String control(String... arguments) {
        return require(ctl(arguments));
    }

    /** A client inside the host, started on first use. */
    public AmqpProbe amqp() {
        if (probe == null) {
            probe = AmqpProbe.start(machine, published);
        }
        return probe;
    }

    /** The whole host is gone at once; its disk stays. */
    public void crash() {
        machine.crash();
        probe = null;
    }

    /** The host comes back after a {@link #crash}, with its disk and without a broker running. */
    public void boot() {
        machine.boot();
        furnish(hostName, disk);
        files.names(etcHosts);
    }

    /** As {@link #boot} with its own disk emptied: a new host of the same name. */
    public void bootBlank() {
        ownDisk.wipe();
        disk = ownDisk;
        boot();
    }

    /** The crashed host comes back with another name and disk: see {@link RabbitLab#boot}. */
    void boot(String newName, Disk newDisk) {
        hostName = newName;
        disk = newDisk;
        boot();
    }

    void names(String text) {
        etcHosts = text;
        if (machine.isRunning()) {
            files.names(text);
        }
    }

    /** Replaces what is on the disk; the broker must not run. */
    void restore(Disk from) {
        if (isUp()) {
            throw new IllegalStateException(this + ": the broker runs");
        }
        disk.copyFrom(from);
        files.adopt();
    }

    /** The processes that hold the broker's state; pids as seen outside. */
    List<Long> brokerPids() {
        if (!machine.isRunning()) {
            return List.of();
        }
        List<Long> pids = new ArrayList<>(machine.pids(BEAM));
        pids.addAll(machine.pids("epmd"));
        return pids;
    }

    void awaitKilled() {
        Poll.until(
                this + " to end",
                STOP_LIMIT,
                () -> isUp() || (machine.isRunning() && !machine.pids(BEAM).isEmpty())
                        ? Optional.empty()
                        : Optional.of(true));
    }

    private void furnish(String name, Disk withDisk) {
        hostName = name;
        disk = withDisk;
        log = new BrokerLog(disk, node());
        files.install(hostName, disk);
    }

    private void requireUp() {
        if (!isUp()) {
            throw new AssertionError(this + " ended: " + log.console() + log.text());
        }
    }

    private String require(Outcome outcome) {
        if (outcome.status() != 0) {
            throw new AssertionError(this + ": status " + outcome.status() + ": " + outcome.output());
        }
        return outcome.output();
    }

    @Override
    public String toString() {
        return node();
    }
}
