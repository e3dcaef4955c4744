// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.lab.KeepalivedProcess;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.LabProcess;
import dev.understudy.lab.LabProcess.OutputLine;
import java.time.Duration;
import java.util.function.IntSupplier;

/** A running router of either implementation, as a test of both handles it. */
final class Contender {
    private final LabProcess process;
    private final String backupLine;
    private final IntSupplier stop;
    private final Runnable kill;

    /** When something happened that was logged: after the process wrote its first line, and before its own line was read. */
    record Moment(long earliestNanos, long latestNanos) {}

    /** The implementations. */
    enum Kind {
        UNDERSTUDY,
        KEEPALIVED;

        Contender start(LabHost host, String configuration) {
            if (this == UNDERSTUDY) {
                host.file(Runner.CONFIGURATION, configuration, "644");
                Runner runner = Runner.start(host);
                return new Contender(runner.process(), "Initialize -> Backup", runner::end, runner::kill);
            }
            KeepalivedProcess keepalived = KeepalivedProcess.start(host, configuration);
            return new Contender(keepalived.process(), "Entering BACKUP STATE", keepalived::stop, keepalived::kill);
        }
    }

    private Contender(LabProcess process, String backupLine, IntSupplier stop, Runnable kill) {
        this.process = process;
        this.backupLine = backupLine;
        this.stop = stop;
        this.kill = kill;
    }

    /** Waits until it says that it is a Backup after its start: its first down interval runs from there. */
    Moment awaitBackup(Duration timeout) {
        OutputLine line = process.awaitLine(backupLine, timeout);
        OutputLine first = process.lines().all().get(0);
        return new Moment(first.timeNanos(), line.timeNanos());
    }

    /** Asks it to end in good order and returns its status. */
    int stop() {
        return stop.getAsInt();
    }

    /** SIGKILL to all of it at once. */
    void kill() {
        kill.run();
    }
}
