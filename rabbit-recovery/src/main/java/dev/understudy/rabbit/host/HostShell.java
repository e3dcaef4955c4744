// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.host;

import java.time.Duration;

/**
 * Runs lines of POSIX shell on one host: this one, one behind the system's ssh, or one behind any other command that takes a line and runs
 * it, such as {@code docker exec NAME sh -c}. Implementations are thread-safe.
 */
public interface HostShell {
    /**
     * Runs a line to its end. What it leaves running in the background does not hold it up.
     *
     * @param line the line, as a person would type it
     * @param limit after which the line's processes are ended
     * @return how it went, also when it could not be run at all: no exception for anything that a host does
     * @throws InterruptedException if the thread was interrupted; the line's processes are ended
     */
    HostOutput run(String line, Duration limit) throws InterruptedException;

    /** How the line gets there, in words: {@code here}, {@code ssh root@hosta}. */
    String describe();
}
