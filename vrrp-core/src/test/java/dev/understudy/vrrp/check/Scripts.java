// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Shell scripts for tests, the pids they write down, and what became of those. */
final class Scripts {
    private final Path pids;

    Scripts(Path directory) {
        this.pids = directory.resolve("pids");
    }

    /** In the script, {@code note PID} writes a pid down: only of processes of its own, for they are killed after the test. */
    List<String> shell(String script) {
        return List.of("sh", "-c", "note() { echo $1 >> '" + pids + "'; }; " + script);
    }

    List<Long> noted() {
        try {
            return Files.exists(pids)
                    ? Files.readAllLines(pids).stream().map(Long::parseLong).toList()
                    : List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    boolean hasNoted(int count) {
        return noted().size() >= count;
    }

    static boolean isRunning(long pid) {
        return ProcFs.SYSTEM.stat(pid).filter(ProcFs.Stat::isAlive).isPresent();
    }

    /** Ends what a test left behind on purpose. */
    void endAll() {
        noted().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }
}
