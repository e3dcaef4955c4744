// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.host.HostOutput;
import dev.understudy.rabbit.host.NodeAccess;
import java.time.Duration;

/** RabbitMQ's tools on a node's host. Each call has two limits: the tool's own, and ours should it not keep it. */
record Tools(NodeAccess access) {
    private static final int TOOL_SECONDS = 20;
    static final Duration LIMIT = Duration.ofSeconds(45);
    private static final String CTL = "rabbitmqctl";

    /** {@code rabbitmqctl}, quietly. */
    HostOutput ctl(String arguments) throws InterruptedException {
        return run(access.installation().ctl(), arguments);
    }

    /** {@code rabbitmq-diagnostics}, which stands beside it. */
    HostOutput diagnostics(String arguments) throws InterruptedException {
        return beside("rabbitmq-diagnostics", arguments);
    }

    /** {@code rabbitmq-queues}, which stands beside it. */
    HostOutput queues(String arguments) throws InterruptedException {
        return beside("rabbitmq-queues", arguments);
    }

    private HostOutput beside(String tool, String arguments) throws InterruptedException {
        String ctl = access.installation().ctl();
        int at = ctl.lastIndexOf(CTL);
        return at < 0
                ? new HostOutput(HostOutput.End.EXITED, 127, "", "'" + ctl + "' does not name rabbitmqctl")
                : run(ctl.substring(0, at) + tool + ctl.substring(at + CTL.length()), arguments);
    }

    private HostOutput run(String tool, String arguments) throws InterruptedException {
        return access.shell().run(tool + " -q -n " + access.node() + " -t " + TOOL_SECONDS + " " + arguments, LIMIT);
    }

    Finding finding(String what, String meaning) {
        return new Finding(
                Finding.Code.OTHER,
                Finding.Severity.WARNING,
                access.node() + ": " + what + " (" + access.shell().describe() + ")",
                meaning);
    }

    /** How a call ended that should have succeeded, in a few words. */
    static String failure(HostOutput output) {
        String said = words(output);
        return switch (output.end()) {
            case EXITED -> "exit status " + output.status() + ": " + said;
            case TIMED_OUT -> "no answer in time; ended. " + said;
            case UNREACHABLE -> "the host was not reached: " + said;
        };
    }

    /** What was said first, of complaints if there are any. */
    static String words(HostOutput output) {
        return firstWords(output.err().isBlank() ? output.out() : output.err());
    }

    /** The first line that says something; RabbitMQ's tools begin with a line "Error:". */
    private static String firstWords(String text) {
        String line = text.lines()
                .map(String::strip)
                .filter(words -> !words.isEmpty() && !words.equals("Error:"))
                .findFirst()
                .orElse("nothing was said");
        return line.length() <= 300 ? line : line.substring(0, 300) + "...";
    }

    /** A word for a POSIX shell. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
