// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.LabProcess;
import dev.understudy.lab.LabProcess.OutputLine;
import dev.understudy.lab.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code understudy run} as a process in a host of the lab: the executable jar, as a user starts it. The log is read forward: each wait
 * begins after the line that the last one found, so that a sequence of waits asserts an order.
 */
final class Runner {
    static final String CONFIGURATION = "/etc/keepalived/keepalived.conf";
    static final String STATE_DIRECTORY = "/run/understudy";

    private static final Duration SOON = Duration.ofSeconds(20);
    /** SIGTERM is answered within a second. */
    private static final Duration END_LIMIT = Duration.ofSeconds(1);

    private static final String TIME = "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z ";
    private static final Pattern TRANSITION =
            Pattern.compile(TIME + "(?:INFO |WARN ) (\\S+) \\(\\S+\\): (\\w+) -> (\\w+), priority (\\d+): (.+)$");

    private final LabProcess process;
    private int read;

    private Runner(LabProcess process) {
        this.process = process;
    }

    /** Starts it with the host's {@code /etc/keepalived/keepalived.conf}. */
    static Runner start(LabHost host, String... options) {
        return start(host, List.of(), CONFIGURATION, options);
    }

    /** Starts it by way of another program, such as {@code env NAME=VALUE}, which becomes it. */
    static Runner start(LabHost host, List<String> by, String configuration, String... options) {
        List<String> command = new ArrayList<>(by);
        command.addAll(understudy("run", "-f", configuration));
        command.addAll(List.of(options));
        return new Runner(host.start(command));
    }

    /** The words of any understudy command. */
    static List<String> understudy(String... arguments) {
        Path jar = Path.of(System.getProperty("understudy.jar", "target/understudy.jar"))
                .toAbsolutePath();
        assertThat(Files.exists(jar))
                .as("the executable jar, made by 'package': " + jar)
                .isTrue();
        List<String> command = Lab.java("-jar", jar.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Leaves out what was logged so far. */
    void skip() {
        read = process.lines().size();
    }

    /** The next line in which the regular expression is found. */
    OutputLine awaitLog(String regex) {
        Pattern pattern = Pattern.compile(regex);
        OutputLine line = process.lines()
                .awaitFrom(
                        read,
                        "a line with /" + regex + "/",
                        SOON,
                        seen -> pattern.matcher(seen.text()).find());
        read = process.lines().all().indexOf(line) + 1;
        return line;
    }

    /** The next line of this change of state with this level and cause, in the form that is promised for the log. */
    OutputLine awaitLog(String level, String from, String to, String cause) {
        return awaitLog(TIME + level + " +VI_1 \\(eno1/ipv4/167\\): " + from + " -> " + to + ", priority \\d+: "
                + Pattern.quote(cause));
    }

    /** Where the router got to by its last line; empty before the first. */
    Optional<String> state() {
        return process.lines().all().stream()
                .map(line -> TRANSITION.matcher(line.text()))
                .filter(Matcher::matches)
                .map(transition -> transition.group(3))
                .reduce((earlier, later) -> later);
    }

    /** How many changes of state were logged. */
    long transitions() {
        return process.lines()
                .all(line -> TRANSITION.matcher(line.text()).matches())
                .size();
    }

    /** What is in the state directory of a host, one name a line. */
    static String ledgers(LabHost host) {
        return host.run("ls", STATE_DIRECTORY).strip();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for an end that it comes to by itself. */
    int awaitExit() {
        return process.awaitExit(SOON);
    }

    /** SIGTERM, and its exit code; fails if that takes longer than a second. */
    int end() {
        process.signal(Signal.TERM);
        return process.awaitExit(END_LIMIT);
    }

    /** SIGKILL; returns when it is dead. */
    void kill() {
        process.signal(Signal.KILL);
        process.awaitExit(SOON);
    }

    void freeze() {
        process.signal(Signal.STOP);
    }

    void thaw() {
        process.signal(Signal.CONT);
    }

    LabProcess process() {
        return process;
    }

    String log() {
        return process.text();
    }
}
