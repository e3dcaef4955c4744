// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.host.HostOutput;
import java.util.Optional;

/**
 * Tells what state a node is in (rabbit-recovery 1.2 and 5). Exit codes do not say it: {@code ping} gives 69 and the same words for a node that
 * does not run, for a frozen one and for one with another cookie; {@code is_booting} gives 0 in each state. So {@code check_running} is asked, whose
 * diagnostics name what epmd knows, and the words of {@code is_booting}. What runs unseen must not pass for stopped.
 */
final class StateProbe {
    private static final int SERVER_ERROR = 69;

    private StateProbe() {}

    /**
     * @param finding why it cannot be told
     */
    record Seen(NodeState state, Optional<Finding> finding) {}

    static Seen look(Tools tools) throws InterruptedException {
        HostOutput running = tools.diagnostics("check_running");
        if (running.end() == HostOutput.End.UNREACHABLE) {
            return new Seen(NodeState.UNREACHABLE, Optional.of(tools.finding("check_running", Tools.failure(running))));
        }
        if (running.succeeded()) {
            return new Seen(NodeState.RUNNING, Optional.empty());
        }
        if (running.end() != HostOutput.End.EXITED || running.status() != SERVER_ERROR) {
            return unknown(tools, "check_running", Tools.failure(running));
        }
        String said = running.err() + running.out();
        if (said.contains("is not running or has not fully booted")) {
            return booting(tools);
        }
        if (said.contains("not running at all") || said.contains("cannot connect to host/port")) {
            return unlessItsFilesAreOpen(tools);
        }
        if (said.contains("Erlang distribution failed") || said.contains("epmd reports node")) {
            return unknown(
                    tools,
                    "check_running",
                    "an Erlang VM of this name is registered and does not let the tools in: it is frozen, still starting or"
                            + " ending, or the Erlang cookies differ. It is not taken for stopped.");
        }
        if (said.contains("nxdomain")) {
            return unknown(tools, "check_running", "its host does not know the name " + hostOf(tools));
        }
        return unknown(tools, "check_running", Tools.failure(running));
    }

    /** A node lives on without epmd if only that ended; the tools cannot tell. A process with files of its directory open does. */
    private static Seen unlessItsFilesAreOpen(Tools tools) throws InterruptedException {
        HostOutput open = tools.access().shell().run(FetchLines.open(tools.access()), Tools.LIMIT);
        if (open.end() == HostOutput.End.UNREACHABLE) {
            return new Seen(
                    NodeState.UNREACHABLE, Optional.of(tools.finding("processes on the host", Tools.failure(open))));
        }
        return open.out().isBlank()
                ? new Seen(NodeState.STOPPED, Optional.empty())
                : unknown(
                        tools,
                        "check_running",
                        "epmd knows no node of this name, but a process has its files open: "
                                + open.out().strip() + ". It is not taken for stopped.");
    }

    private static Seen booting(Tools tools) throws InterruptedException {
        HostOutput booting = tools.diagnostics("is_booting");
        if (!booting.succeeded()) {
            return unknown(tools, "is_booting", Tools.failure(booting));
        }
        String said = booting.out();
        if (said.contains("is booting")) {
            return new Seen(NodeState.WAITING, Optional.empty());
        }
        return said.contains("stopped or has not started booting")
                ? new Seen(NodeState.APP_STOPPED, Optional.empty())
                : unknown(tools, "is_booting", "not understood: " + Tools.failure(booting));
    }

    private static Seen unknown(Tools tools, String what, String meaning) {
        return new Seen(NodeState.UNKNOWN, Optional.of(tools.finding(what, meaning)));
    }

    private static String hostOf(Tools tools) {
        return tools.access().node().host();
    }
}
