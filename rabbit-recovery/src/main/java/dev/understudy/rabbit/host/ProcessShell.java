// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.host;

import dev.understudy.rabbit.host.HostOutput.End;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A line as the last word of a command. It runs in a session of its own and is handed over to it whole, never through a shell of ours; what it
 * leaves behind keeps neither the pipes nor us waiting.
 *
 * @param words the command that takes the line
 * @param unreachableStatus by which the command says that it could not reach the host
 */
record ProcessShell(String describe, List<String> words, OptionalInt unreachableStatus) implements HostShell {
    /** For what is still in the pipes when the line has ended. */
    private static final Duration DRAIN = Duration.ofMillis(500);

    ProcessShell {
        words = List.copyOf(words);
    }

    @Override
    public HostOutput run(String line, Duration limit) throws InterruptedException {
        if (line.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a line has no NUL");
        }
        Process process;
        try {
            process = start(line);
        } catch (IOException e) {
            return new HostOutput(End.UNREACHABLE, -1, "", String.valueOf(e.getMessage()));
        }
        try (Drain out = new Drain(process.getInputStream(), "understudy-shell-out");
                Drain err = new Drain(process.getErrorStream(), "understudy-shell-err")) {
            boolean ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (!ended) {
                Session.end(process);
            }
            long until = System.nanoTime() + DRAIN.toNanos();
            String written = out.text(until);
            String complained = err.text(until);
            if (!ended) {
                return new HostOutput(End.TIMED_OUT, -1, written, complained);
            }
            int status = process.exitValue();
            boolean unreachable = unreachableStatus.isPresent() && unreachableStatus.getAsInt() == status;
            return unreachable
                    ? new HostOutput(End.UNREACHABLE, -1, written, complained)
                    : new HostOutput(End.EXITED, status, written, complained);
        } catch (InterruptedException e) {
            Session.end(process);
            throw e;
        }
    }

    private Process start(String line) throws IOException {
        List<String> command = new ArrayList<>(Session.LEADER);
        command.addAll(words);
        command.add(line);
        return new ProcessBuilder(command).redirectInput(new File("/dev/null")).start();
    }
}
