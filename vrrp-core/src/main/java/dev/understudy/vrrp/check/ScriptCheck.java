// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.time.Duration;
import java.util.List;

/**
 * Runs a program; exit status 0 is healthy. It has the user, the environment and the directory of this process, no input, and its output
 * is discarded, as keepalived does it: were it a pipe, whatever the program leaves behind would block on it or die of it.
 *
 * <p>The program gets a session of its own. What still runs in that session when the time is up is ended, with SIGTERM and two seconds
 * later with SIGKILL, and the attempt has failed however the program reacts. What a program that ends in time leaves behind is its own
 * affair. Without {@code setsid} (util-linux) only the program's descendants are found.
 */
public final class ScriptCheck implements Check {
    private final Command command;

    /**
     * Creates a check.
     *
     * @param argv the program, with its path or on the {@code PATH}, and its arguments; no shell is involved. A program that cannot be
     *     run is a failure, not an exception
     */
    public ScriptCheck(List<String> argv) {
        command = new Command(argv);
    }

    @Override
    public CheckResult attempt(Duration limit) throws InterruptedException {
        return command.run(limit);
    }
}
