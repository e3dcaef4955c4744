// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.time.Duration;

/**
 * The real keepalived in a host, in the foreground, VRRP alone.
 *
 * <p>What keepalived 2.2.7 does that a test must know, all seen in this lab:
 *
 * <ul>
 *   <li>Its two processes are no unit. A killed parent takes its VRRP child along by SIGTERM, and the child resigns in good order; a
 *       killed child is started again and releases the address until its next election. A crash is SIGKILL to both at once: {@link #kill}.
 *   <li>After a crash the address stays in the kernel, and two hosts have it. The next start on that host removes it.
 *   <li>Frozen as Active and thawed, it answers each advert its peer sent meanwhile: a burst of adverts within milliseconds, five
 *       gratuitous ARPs each. A frozen host keeps its address.
 *   <li>Any packet for its VRID puts off its next advert by an interval, a refused one as well: one advert with a wrong password each 0.4 s
 *       silences the Active. The Backup then claims each down interval, is answered, and steps back: the address flaps.
 *   <li>On loss of its link it writes "sent 0 priority"; nothing leaves, and the peer waits for its down interval.
 *   <li>{@code state MASTER} with any priority but 255 starts as Backup all the same.
 *   <li>A state is logged ("Entering MASTER STATE") before the address is in the kernel: wait for the address as well.
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
