// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.host;

import java.util.Objects;

/**
 * How a line of shell ended.
 *
 * @param end in which way
 * @param status the exit status, if it exited; else -1
 * @param out what it wrote to standard output, cut at a limit
 * @param err what it wrote to standard error, cut at a limit; for {@link End#UNREACHABLE} what ssh or the system said
 */
public record HostOutput(End end, int status, String out, String err) {
    public HostOutput {
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
    }

    /** Whether it exited with 0. For RabbitMQ's tools that does not mean done (rabbit-recovery 5). */
    public boolean succeeded() {
        return end == End.EXITED && status == 0;
    }

    /** The ways in which a line ends. */
    public enum End {
        /** It exited by itself. */
        EXITED,
        /** It was ended at its limit. */
        TIMED_OUT,
        /** The host could not be reached, or the line could not be started on it. */
        UNREACHABLE
    }
}
