// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static dev.understudy.examples.Tutorial.VIRTUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code --realtime} and {@code --lock-memory}, granted and refused, as /proc has it. */
class LeversIT {
    private static final String LOOP = "understudy-loop";
    private static final String[] LEVERS = {"--realtime", "42", "--lock-memory"};
    /** Fields 40 and 41 of proc_pid_stat(5), counted from field 3. */
    private static final int RT_PRIORITY = 40 - 3;

    private static final int POLICY = 41 - 3;

    private static final int CAP_IPC_LOCK = 14;

    private Lab lab;
    private LabHost host;

    @BeforeEach
    void open() {
        Lab.require();
        lab = Lab.open();
        host = lab.host("one", "eno1", "10.171.48.28/24");
        Tutorial.install(host, "rabbitmq1.conf");
    }

    @AfterEach
    void close() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void theLoopAloneIsRaisedAndMemoryIsLocked() throws IOException {
        assumeTrue(host.succeeds("chrt", "--fifo", "42", "true"), "SKIPPED: SCHED_FIFO needs CAP_SYS_NICE");
        assumeTrue(mayLock(), "SKIPPED: locking memory needs CAP_IPC_LOCK");
        Runner runner = Runner.start(host, LEVERS);
        runner.awaitLog("INFO .*memory is locked as it is touched");
        runner.awaitLog("INFO .*The loop's thread runs with SCHED_FIFO, priority 42$");
        runner.awaitLog("INFO", "Initialize", "Backup", "started");

        Map<String, List<String>> scheduled = scheduling(runner);
        assertThat(scheduled.remove(LOOP)).containsExactly("policy 1, priority 42");
        assertThat(scheduled).containsKey("understudy-list");
        assertThat(scheduled.values()).allSatisfy(threads -> assertThat(threads).containsOnly("policy 0, priority 0"));
        assertThat(status(runner, "VmLck")).isPositive();
        assertThat(status(runner, "VmRSS")).as("kB: only what is touched").isLessThan(400_000);
        assertThat(runner.end()).isZero();
    }

    @Test
    void withoutTheRightsBothAreRefusedAndTheRouterWorks() throws IOException {
        List<String> without =
                List.of("prlimit", "--memlock=8388608", "--rtprio=0", "setpriv", "--bounding-set=-sys_nice,-ipc_lock");
        Runner runner = Runner.start(host, without, Runner.CONFIGURATION, LEVERS);
        runner.awaitLog("WARN .*memory is not locked: RLIMIT_MEMLOCK is 8388608 bytes and CAP_IPC_LOCK is missing"
                + ".*LimitMEMLOCK=infinity");
        runner.awaitLog("WARN .*stays without real-time priority 42: sched_setscheduler: EPERM \\(1\\): .*CAP_SYS_NICE"
                + ".*LimitRTPRIO=");
        runner.awaitLog("ADDRESSES_HELD");

        assertThat(host.has(VIRTUAL)).isTrue();
        assertThat(scheduling(runner).get(LOOP)).containsExactly("policy 0, priority 0");
        assertThat(status(runner, "VmLck")).isZero();
        assertThat(runner.end()).isZero();
    }

    @Test
    void limitsServeInsteadOfCapabilities() throws IOException {
        List<String> limits = List.of(
                "prlimit", "--memlock=unlimited", "--rtprio=42", "setpriv", "--bounding-set=-sys_nice,-ipc_lock");
        assumeTrue(
                host.succeeds("prlimit", "--memlock=unlimited", "--rtprio=42", "true"),
                "SKIPPED: raising limits needs CAP_SYS_RESOURCE");
        Runner runner = Runner.start(host, limits, Runner.CONFIGURATION, LEVERS);
        runner.awaitLog("INFO", "Initialize", "Backup", "started");
        assertThat(scheduling(runner).get(LOOP)).containsExactly("policy 1, priority 42");
        assertThat(status(runner, "VmLck")).isPositive();
        assertThat(runner.end()).isZero();
        assertThat(runner.log()).doesNotContain("keeps its real-time priority");
    }

    @Test
    void nothingIsAskedForByDefault() throws IOException {
        Runner runner = Runner.start(host);
        runner.awaitLog("INFO", "Initialize", "Backup", "started");
        assertThat(scheduling(runner).get(LOOP)).containsExactly("policy 0, priority 0");
        assertThat(status(runner, "VmLck")).isZero();
        assertThat(runner.end()).isZero();
    }

    private static boolean mayLock() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .map(line -> line.substring("CapEff:".length()).strip())
                .anyMatch(bits -> (Long.parseUnsignedLong(bits, 16) >>> CAP_IPC_LOCK & 1) != 0);
    }

    /** Of every thread, by its name. */
    private static Map<String, List<String>> scheduling(Runner runner) throws IOException {
        try (Stream<Path> tasks = Files.list(proc(runner).resolve("task"))) {
            return tasks.flatMap(task -> stat(task).stream())
                    .collect(Collectors.groupingBy(
                            stat -> stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
                            Collectors.mapping(LeversIT::scheduling, Collectors.toList())));
        }
    }

    private static List<String> stat(Path task) {
        try {
            return List.of(Files.readString(task.resolve("stat")));
        } catch (IOException ended) {
            return List.of();
        }
    }

    private static String scheduling(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return "policy " + fields[POLICY] + ", priority " + fields[RT_PRIORITY];
    }

    /** A size in kB. */
    private static long status(Runner runner, String field) throws IOException {
        return Files.readAllLines(proc(runner).resolve("status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static Path proc(Runner runner) {
        return Path.of("/proc", Long.toString(runner.process().pid()));
    }
}
