// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.time.Duration;

/**
 * The real keepalived in a host, in the foreground, VRRP alone.
 *
 * <p>What keepalived 2.2.7 does that a test must know:
 * <ul>
 *   <li>Its two processes are no unit. A killed parent takes its VRRP child along by SIGTERM (PR_SET_PDEATHSIG), and the child resigns
 *       in good order; a killed child is started again. A crash is thus SIGKILL to both at once: {@link #kill}.
 * </ul>
 */
public final class KeepalivedProcess {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final String CONFIGURATION = "/etc/keepalived/keepalived.conf";

    private final LabProcess process;

    private KeepalivedProcess(LabProcess process) {
        this.process = process;
    }

    /** Starts keepalived with this configuration, which becomes the host's {@code /etc/keepalived/keepalived.conf}. */
    public static KeepalivedProcess start(LabHost host, String configuration) {
        host.file(CONFIGURATION, configuration, "644");
        return new KeepalivedProcess(host.start(
                "keepalived",
                "--dont-fork",
                "--log-console",
                "--log-detail",
                "--vrrp",
                "--use-file",
                CONFIGURATION,
                "--pid",
                "/run/keepalived.pid",
                "--vrrp_pid",
                "/run/keepalived-vrrp.pid"));
    }

    /** Waits for the log of this state, such as MASTER or BACKUP. */
    public LabProcess.OutputLine awaitState(String state, Duration timeout) {
        return process.awaitLine("Entering " + state + " STATE", timeout);
    }

    /** TERM, as systemd does: it resigns with priority 0. Waits for the end. */
    public int stop() {
        process.signal(Signal.TERM);
        return process.awaitExit(STOP_LIMIT);
    }

    /** SIGKILL to all its processes at once, the child first; addresses stay in the kernel. Waits for the end. */
    public void kill() {
        process.signalTree(Signal.KILL);
        process.awaitExit(STOP_LIMIT);
    }

    /** SIGSTOP to all its processes. */
    public void freeze() {
        process.signalTree(Signal.STOP);
    }

    /** SIGCONT to all its processes. */
    public void thaw() {
        process.signalTree(Signal.CONT);
    }

    /** The process itself, for its lines and pids. */
    public LabProcess process() {
        return process;
    }
}
