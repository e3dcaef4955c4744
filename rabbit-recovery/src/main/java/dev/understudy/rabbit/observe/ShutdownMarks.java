// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding.Code;
import dev.understudy.rabbit.Shutdown;
import dev.understudy.rabbit.observe.term.DiskLog;
import dev.understudy.rabbit.observe.term.MnesiaLogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether a node ended cleanly. Its message stores leave {@code clean.dot} when they do; Mnesia marks its log as closed. The stores are
 * believed first: offline tools open and close the log again, and a node that is killed while it waits has not touched its stores yet.
 */
final class ShutdownMarks {
    private static final String LOG = "LATEST.LOG";

    private ShutdownMarks() {}

    static Shutdown read(NodeDirectory directory, List<Path> storeRoots, MnesiaLogs logs, Findings findings) {
        Optional<DiskLog.State> log = logs.state().filter(state -> state != DiskLog.State.NOT_A_LOG);
        List<Path> stores = storeRoots.stream()
                .map(root -> root.resolve("msg_store_persistent"))
                .filter(store -> directory.from() == Surroundings.COPY || Files.isDirectory(store))
                .toList();
        if (!stores.isEmpty()) {
            boolean clean = stores.stream().allMatch(store -> Files.exists(store.resolve("clean.dot")));
            if (clean && log.equals(Optional.of(DiskLog.State.OPENED))) {
                findings.note(
                        Code.OTHER,
                        directory.file(LOG),
                        "was not closed, though the message stores were: the node was killed after a clean stop, before it served"
                                + " again");
            }
            return clean ? Shutdown.CLEAN : Shutdown.CRASH;
        }
        return log.map(state -> state == DiskLog.State.CLOSED ? Shutdown.CLEAN : Shutdown.CRASH)
                .orElse(Shutdown.UNKNOWN);
    }
}
