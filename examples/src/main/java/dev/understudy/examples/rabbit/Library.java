// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.host.NodeAccess;
import dev.understudy.rabbit.observe.ClusterObserver;
import dev.understudy.rabbit.observe.DataDirectory;
import dev.understudy.rabbit.observe.NodeObserver;
import dev.understudy.rabbit.observe.NodeReport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The library's parts as the commands want them. */
final class Library {
    private static final NodeObserver OBSERVER = new NodeObserver(DataDirectory::inspectCopy);

    private Library() {}

    static Parts parts() {
        return new Parts(new Observers(), new Hands(OBSERVER), System.getenv(), Clock.systemUTC());
    }

    private static final class Observers implements Parts.Eyes {
        @Override
        public DiskEvidence inspect(Path directory) {
            return DataDirectory.inspect(directory);
        }

        @Override
        public List<NodeReport> observe(List<NodeAccess> nodes) throws InterruptedException {
            return new ClusterObserver(OBSERVER).reports(nodes);
        }
    }
}
