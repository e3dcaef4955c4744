// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A process in a host, its output captured line by line. Thread-safe.
 *
 * <p>It was started by an nsenter outside the host's PID namespace, which waits for it and stops and ends as it does; signals go to
 * the process itself, and CONT to its nsenter as well.
 */
public final class LabProcess {
    private static final Duration START_LIMIT = Duration.ofSeconds(5);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
    private static final Duration STOPPED_IF_LONGER = Duration.ofMillis(100);
    private static final Duration FOR_EVER = Duration.ZERO; // as Thread.join reads it

    private final String name;
    private final Process nsenter;
    private final long pid;
    private final Feed<OutputLine> lines;
    private final List<Thread> readers = new ArrayList<>();

    /** A line of the output and when it was read. */
    public record OutputLine(long timeNanos, boolean isError, String text) {}

    private LabProcess(String name, Process nsenter) {
        this.name = name;
        this.nsenter = nsenter;
        this.lines = new Feed<>(name);
        this.pid = awaitPid(nsenter);
    }

    /** Captures the lines of both outputs. */
    static LabProcess capturing(String name, Process nsenter) {
        LabProcess process = new LabProcess(name, nsenter);
        process.capture(nsenter.getInputStream(), false);
        process.capture(nsenter.getErrorStream(), true);
        process.endWithReaders();
        return process;
    }

    /** Captures the lines of the error output only; the caller reads {@link #output()}. */
    static LabProcess withRawOutput(String name, Process nsenter) {
        LabProcess process = new LabProcess(name, nsenter);
        process.capture(nsenter.getErrorStream(), true);
        process.endWithReaders();
        return process;
    }

    /** The pid as seen outside the host, to be killed by. */
    public long pid() {
        if (pid < 0) {
            throw new IllegalStateException(name + " ended before its pid was seen: " + text());
        }
        return pid;
    }

    /** The process and its children, children first; what has ended is left out. */
    public List<Long> pidsOfTree() {
        List<Long> pids = new ArrayList<>();
        if (!nsenter.isAlive()) {
            return pids; // reaped: by now the pid may be another's
        }
        ProcessHandle.of(pid()).ifPresent(process -> {
            process.descendants().forEach(child -> pids.add(0, child.pid()));
            pids.add(process.pid());
        });
        return pids;
    }

    /** Sends the signal to the process alone; nothing happens when it has ended. */
    public void signal(Signal signal) {
        send(signal, nsenter.isAlive() ? List.of(pid()) : List.of());
    }

    /** Sends the signal to the process and all its children with one command, children first. */
    public void signalTree(Signal signal) {
        send(signal, pidsOfTree());
    }

    private void send(Signal signal, List<Long> pids) {
        signal.send(pids);
        if (signal == Signal.CONT && nsenter.isAlive()) {
            signal.send(List.of(nsenter.pid()));
        }
    }

    public boolean isAlive() {
        return nsenter.isAlive();
    }

    /** Waits for the end; the status is 128 + signal for a process ended by a signal. */
    public int awaitExit(Duration timeout) {
        try {
            if (!nsenter.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + " still runs after " + timeout.toMillis() + " ms: " + text());
            }
            return nsenter.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    /** What it wrote so far, and waits for what it will write. */
    public Feed<OutputLine> lines() {
        return lines;
    }

    /** The first line, written already or within the time, in which the regular expression is found. */
    public OutputLine awaitLine(String regex, Duration timeout) {
        return awaitLineFrom(0, regex, timeout);
    }

    /** As {@link #awaitLine}, from this position of {@link #lines()} on. */
    public OutputLine awaitLineFrom(int position, String regex, Duration timeout) {
        Pattern pattern = Pattern.compile(regex);
        return lines.awaitFrom(
                position,
                "a line with /" + regex + "/",
                timeout,
                line -> pattern.matcher(line.text).find());
    }

    /** All output so far as one text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        lines.all().forEach(line -> text.append(line.text).append('\n'));
        return text.toString();
    }

    /** Writes a line to a process started with input. */
    public void say(String line) {
        try {
            input().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not listen: " + text(), e);
        }
    }

    InputStream output() {
        return nsenter.getInputStream();
    }

    OutputStream input() {
        return nsenter.getOutputStream();
    }

    /** Ends the process if it still runs, waits for it and for the readers of its output. */
    void close() {
        if (pid > 0) {
            signalTree(Signal.KILL);
        }
        awaitNsenter();
        readers.forEach(reader -> join(reader, KILL_LIMIT));
    }

    /** It ends when it has reaped the process, unless it is stopped as the process was. */
    private void awaitNsenter() {
        try {
            if (!nsenter.waitFor(STOPPED_IF_LONGER.toMillis(), TimeUnit.MILLISECONDS)) {
                Signal.CONT.send(List.of(nsenter.pid()));
            }
            if (!nsenter.waitFor(KILL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                nsenter.destroyForcibly();
                throw new IllegalStateException(name + " could not be ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void capture(InputStream stream, boolean isError) {
        Thread reader = new Thread(() -> read(stream, isError), "lab-" + name + (isError ? "-err" : "-out"));
        reader.setDaemon(true);
        readers.add(reader);
        reader.start();
    }

    private void read(InputStream stream, boolean isError) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(new OutputLine(WallClock.nanos(), isError, line));
            }
        } catch (IOException closed) {
            // the process was ended by close()
        }
    }

    /** The lines end when both outputs have: a child that outlives the process may still write. */
    private void endWithReaders() {
        List<Thread> outputs = List.copyOf(readers);
        Thread end = new Thread(
                () -> {
                    outputs.forEach(output -> join(output, FOR_EVER));
                    lines.end();
                },
                "lab-" + name + "-end");
        end.setDaemon(true);
        end.start();
    }

    private static void join(Thread reader, Duration timeout) {
        try {
            reader.join(timeout.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The child that nsenter forks into the PID namespace; -1 when it ended before it was seen. */
    private static long awaitPid(Process nsenter) {
        return Poll.until("nsenter to fork", START_LIMIT, () -> {
            if (!nsenter.isAlive()) {
                return Optional.of(-1L);
            }
            return nsenter.children().map(ProcessHandle::pid).findFirst();
        });
    }
}
