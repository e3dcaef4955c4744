// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The signals a test sends. Processes are named by their pid as seen outside the host. */
public enum Signal {
    INT,
    TERM,
    KILL,
    STOP,
    CONT,
    HUP,
    USR1;

    /** Sends the signal to all of them with one command; a pid that is gone already is no error. */
    public void send(Collection<Long> pids) {
        if (pids.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", "-" + name()));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        Command.of(command).runIgnoringStatus();
    }
}
