// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.lab.LabHost;
import dev.understudy.lab.LabProcess;
import dev.understudy.lab.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One of the programs, running in a host. */
final class RunningRouter {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Says when it becomes the program, which thus is timed without what starts it. */
    private static final String BECOME = "echo exec $EPOCHREALTIME; exec \"$@\"";
    /** Kernel clock ticks, USER_HZ, of which there are 100 in a second on every architecture that runs Java. */
    private static final long TICK_NANOS = 10_000_000L;
    /** The group of VRRP as /proc/net/igmp has it. */
    private static final String GROUP = "120000E0";

    private final LabHost host;
    private final LabProcess process;

    private RunningRouter(LabHost host, LabProcess process) {
        this.host = host;
        this.process = process;
    }

    static RunningRouter start(LabHost host, Contestant contestant, Settings settings, String conf) {
        return start(host, conf, contestant.command(settings));
    }

    /** A program that reads this keepalived.conf. */
    static RunningRouter start(LabHost host, String conf, List<String> program) {
        host.file(Conf.PATH, conf, "644");
        List<String> command = new ArrayList<>(List.of("bash", "-c", BECOME, "wire-lab"));
        command.addAll(program);
        return new RunningRouter(host, host.start(command));
    }

    /** When its program was executed, CLOCK_REALTIME. */
    long execNanos() {
        String line = process.awaitLine("^exec ", LIMIT).text();
        return new BigDecimal(line.substring("exec ".length()).replace(',', '.'))
                .movePointRight(9)
                .longValueExact();
    }

    /** Waits until it hears adverts. */
    void awaitListening() {
        long init = host.initPid();
        Patience.until(
                () -> "the group of VRRP joined on " + host + "; it wrote: " + process.text(), LIMIT.toMillis(), () -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("it ended on " + host + "; it wrote: " + process.text());
                    }
                    return read(init, "net/igmp").contains(GROUP);
                });
    }

    /** SIGKILL to all its processes. */
    void kill() {
        process.signalTree(Signal.KILL);
        process.awaitExit(LIMIT);
    }

    /** SIGTERM, without waiting for the end. */
    void askToEnd() {
        process.signal(Signal.TERM);
    }

    void awaitEnd() {
        process.awaitExit(LIMIT);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The machine's number of its first process. */
    long pid() {
        return process.pid();
    }

    /**
     * A number that it told.
     *
     * @param timeNanos when it was read, CLOCK_REALTIME
     */
    record Said(long timeNanos, long number) {}

    /** What it told so far in lines of these words and a number. */
    List<Said> said(String words) {
        return process.lines().all(line -> line.text().startsWith(words)).stream()
                .map(line ->
                        new Said(line.timeNanos(), Long.parseLong(line.text().substring(words.length()))))
                .toList();
    }

    /** What it wrote besides the line of its start: errors. */
    String output() {
        return process.text().replaceFirst("(?m)^exec .*\\R", "").strip();
    }

    /** Processor time of all its processes so far. */
    long cpuNanos() {
        long ticks = 0;
        for (long pid : process.pidsOfTree()) {
            String stat = read(pid, "stat");
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            ticks += Long.parseLong(afterName[11]) + Long.parseLong(afterName[12]);
        }
        return ticks * TICK_NANOS;
    }

    /** Resident memory of all its processes; what they share counts in each. */
    long rssKib() {
        return sum("VmRSS:", "status");
    }

    /** Resident memory with what is shared divided among those who share it. */
    long pssKib() {
        return sum("Pss:", "smaps_rollup");
    }

    private long sum(String key, String file) {
        long sum = 0;
        for (long pid : process.pidsOfTree()) {
            sum += read(pid, file)
                    .lines()
                    .filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
        return sum;
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid, file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
