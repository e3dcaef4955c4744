// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.host.NodeAccess;
import dev.understudy.rabbit.observe.ClusterObserver;
import dev.understudy.rabbit.observe.NodeObserver;
import dev.understudy.rabbit.observe.NodeReport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The library's parts as the commands want them. */
final class Library {
    private Library() {}

    static Parts parts() {
        return new Parts(new Observers(), new NoHands(), System.getenv(), Clock.systemUTC());
    }

    private static final class Observers implements Parts.Eyes {
        @Override
        public DiskEvidence inspect(Path directory) {
            throw new UnsupportedOperationException("data directories cannot be read yet");
        }

        @Override
        public List<NodeReport> observe(List<NodeAccess> nodes) throws InterruptedException {
            return new ClusterObserver(new NodeObserver(this::inspect)).reports(nodes);
        }
    }

    private static final class NoHands implements Parts.Hands {
        @Override
        public Parts.Ending run(Parts.Order order, Parts.Progress progress) {
            throw new UnsupportedOperationException("plans cannot be run yet");
        }

        @Override
        public Parts.Ending resume(
                Path journal, List<NodeAccess> nodes, ConsentWords consent, Parts.Progress progress) {
            throw new UnsupportedOperationException("plans cannot be run yet");
        }
    }
}
