// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Net, PID, mount, UTS and IPC namespaces held by one process, the init of the PID namespace. When it ends the kernel kills every process
 * inside and takes the links and mounts away: nothing has a name on the machine, so nothing can be left there. It ends with its standard
 * input, thus with this JVM, however that ends.
 *
 * <p>{@code /etc}, {@code /tmp}, {@code /usr/local} and {@code /var} show the machine's files and keep changes to themselves (overlays in
 * memory); {@code /run} is empty.
 */
final class Sandbox implements AutoCloseable {
    private static final long LIMIT_SECONDS = 10;
    /** Where the machine's own files are seen inside, those that overlays cover too. */
    static final String MACHINE = "/run/.lab/machine";

    private static final String INIT = """
            set -e
            mount -t tmpfs lab /run
            mkdir -p "/run/.lab/machine"
            mount --rbind / /run/.lab/machine
            for top in /etc /tmp /usr/local /var; do
                layer=/run/.lab$top
                mkdir -p "$layer/changes" "$layer/work"
                mount -t overlay lab -o "lowerdir=$top,upperdir=$layer/changes,workdir=$layer/work" "$top"
            done
            mount -t sysfs sysfs /sys
            echo "$1" > /proc/sys/kernel/hostname
            ip link set lo up
            echo ready
            while read -r line; do :; done
            """;

    private final Process unshare;
    private final long initPid;
    private final List<LabProcess> processes = new CopyOnWriteArrayList<>();

    private Sandbox(Process unshare, long initPid) {
        this.unshare = unshare;
        this.initPid = initPid;
    }

    static Sandbox open(String hostName) {
        try {
            Process unshare = LabEnvironment.builder(List.of(
                            "unshare",
                            "--net",
                            "--pid",
                            "--mount",
                            "--uts",
                            "--ipc",
                            "--fork",
                            "--kill-child",
                            "--mount-proc",
                            "bash",
                            "-c",
                            INIT,
                            "lab-init",
                            hostName))
                    .redirectErrorStream(true)
                    .start();
            awaitReady(unshare);
            long initPid = unshare.children().findFirst().orElseThrow().pid();
            return new Sandbox(unshare, initPid);
        } catch (IOException e) {
            throw new UncheckedIOException("unshare", e);
        }
    }

    private static void awaitReady(Process unshare) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(unshare.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new RefusedException(said.toString().strip());
            }
            said.append(line).append('\n');
        }
    }

    /** The namespaces' init, as seen outside. */
    long initPid() {
        return initPid;
    }

    /** Runs a command inside to its end. */
    Command command(List<String> words) {
        return Command.of(entering(words));
    }

    /** Starts a process inside that has nothing to read and whose lines are captured. */
    LabProcess start(String name, List<String> words) {
        return keep(LabProcess.capturing(name, spawn(words, Redirect.from(new File("/dev/null")))));
    }

    /** Starts a process that is fed by {@link LabProcess#input}. */
    LabProcess startWithInput(String name, List<String> words) {
        return keep(LabProcess.capturing(name, spawn(words, Redirect.PIPE)));
    }

    /** Starts a process whose {@link LabProcess#output} is not text. */
    LabProcess startWithRawOutput(String name, List<String> words) {
        return keep(LabProcess.withRawOutput(name, spawn(words, Redirect.from(new File("/dev/null")))));
    }

    /** All processes inside but init, as seen outside. */
    List<Long> pids() {
        Optional<String> inside = ProcFs.pidNamespace(initPid);
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> pid != initPid && ProcFs.pidNamespace(pid).equals(inside))
                .toList();
    }

    /** Kills everything inside at once, by the kernel's own hand, and waits until it is gone. */
    @Override
    public void close() {
        if (unshare.isAlive()) {
            Signal.KILL.send(List.of(initPid));
        }
        processes.forEach(LabProcess::close);
        try {
            // Left to itself unshare reaps the namespaces' init first.
            if (!unshare.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                unshare.destroyForcibly();
                throw new IllegalStateException("the namespaces of " + initPid + " could not be ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LabProcess keep(LabProcess process) {
        processes.add(process);
        return process;
    }

    private Process spawn(List<String> words, Redirect input) {
        try {
            return LabEnvironment.builder(entering(words)).redirectInput(input).start();
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", words), e);
        }
    }

    /** The command on the machine that runs these words inside. */
    List<String> entering(List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                "nsenter", "--target", Long.toString(initPid), "--net", "--pid", "--mount", "--uts", "--ipc", "--"));
        command.addAll(words);
        return command;
    }

    /** The machine does not let namespaces be made; the message says what it said. */
    static final class RefusedException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        private RefusedException(String said) {
            super(said);
        }
    }
}
