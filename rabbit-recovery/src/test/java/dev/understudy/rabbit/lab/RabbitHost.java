// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import dev.understudy.lab.LabHost;
import dev.understudy.lab.LabProcess;
import dev.understudy.lab.Outcome;
import dev.understudy.lab.Poll;
import dev.understudy.lab.Signal;
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
    private String hostName;
    private Disk disk;
    private String etcHosts = "";
    private LabProcess server;
    private BrokerLog log;
    private AmqpProbe probe;

    RabbitHost(LabHost machine, BrokerFiles files, Disk disk) {
        this.machine = machine;
        this.files = files;
        this.ownDisk = disk;
        this.disk = disk;
        this.hostName = machine.name();
        files.install(hostName, disk);
    }

    /** The host without the broker: links, processes, files. */
    public LabHost machine() {
        return machine;
    }

    /** What it calls itself now; the host's place on the bridge keeps its first name. */
    public String hostName() {
        return hostName;
    }

    /** The broker's node name, unless the settings give another. */
    public String node() {
        return "rabbit@" + hostName;
    }

    public Disk disk() {
        return disk;
    }

    /** The node's data directory, as seen from the machine. */
    public Path dataDirectory() {
        return disk.base().resolve(node());
    }

    /** Starts the broker and returns at once. */
    public void start() {
        if (isUp()) {
            throw new IllegalStateException(this + ": the broker runs");
        }
        log = BrokerLog.from(disk.logs().resolve(node() + ".log"));
        server = machine.start(files.command("rabbitmq-server"));
    }

    /** Whether the broker's process is there, in whatever state. */
    public boolean isUp() {
        return server != null && server.isAlive();
    }

    /** Returns when the broker serves clients. */
    public void awaitRunning() {
        awaitRunning(BOOT_LIMIT);
    }

    /** As {@link #awaitRunning()}. */
    public void awaitRunning(Duration limit) {
        server.awaitLine("completed with \\d+ plugins", limit);
    }

    /** Returns when the virtual machine answers and the broker in it does not run, as it waits for its peers. */
    public void awaitWaiting() {
        Poll.until(this + " to wait for its peers", BOOT_LIMIT, () -> {
            if (!isUp()) {
                throw new AssertionError(this + " ended: " + log.text());
            }
            boolean waits = log.isWaiting()
                    && ctl("eval", "rabbit:is_running().").output().strip().endsWith("false")
                    && log.isWaiting();
            return waits ? Optional.of(true) : Optional.empty();
        });
    }

    /** Returns what this start of the broker logged when it has ended by itself, as after BOOT FAILED. */
    public String awaitEnd(Duration limit) {
        server.awaitExit(limit);
        return server.text() + log.text();
    }

    /** What this start of the broker has logged so far. */
    public String log() {
        return log.text();
    }

    /** {@code rabbitmqctl shutdown}: returns when the process has ended. */
    public void stop() {
        require(ctl(STOP_LIMIT, "shutdown"));
        server.awaitExit(STOP_LIMIT);
        forgetProcesses();
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
        List<String> command = files.command((int) limit.toSeconds(), program, arguments);
        return machine.attempt(limit.plusSeconds(10), command);
    }

    /** {@link #ctl(String...)} that has to succeed; returns its output. */
    public String control(String... arguments) {
        return require(ctl(arguments));
    }

    /** A client inside the host, started on first use. */
    public AmqpProbe amqp() {
        if (probe == null) {
            probe = AmqpProbe.start(machine);
        }
        return probe;
    }

    /** The whole host is gone at once; its disk stays. */
    public void crash() {
        machine.crash();
        server = null;
        probe = null;
    }

    /** The host comes back after a {@link #crash}, with its disk and without a broker running. */
    public void boot() {
        machine.boot();
        files.install(hostName, disk);
        files.names(etcHosts);
    }

    /** As {@link #boot} with its own disk emptied: a new host of the same name. */
    public void bootBlank() {
        disk = ownDisk;
        disk.wipe();
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
        if (server != null) {
            server.awaitExit(STOP_LIMIT);
        }
        Poll.until(
                this + " to end",
                STOP_LIMIT,
                () -> machine.isRunning() && !machine.pids(BEAM).isEmpty() ? Optional.empty() : Optional.of(true));
        forgetProcesses();
    }

    private void forgetProcesses() {
        server = null;
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
