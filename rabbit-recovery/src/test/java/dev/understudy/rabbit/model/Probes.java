// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.NodeName;
import java.util.Set;
import java.util.TreeSet;

/** What the tools say of a node, by what its VM does (rabbit-recovery 1.2, 1.10). */
final class Probes {
    private Probes() {}

    static Outcome ping(VirtualNode node) {
        return node.vm.answers() ? Outcome.OK : Outcome.failed("nodedown");
    }

    static Outcome isBooting(VirtualNode node) {
        return node.vm == Vm.WAITING ? Outcome.OK : Outcome.failed("not booting");
    }

    static Outcome checkRunning(VirtualNode node) {
        return node.running() ? Outcome.OK : Outcome.failed("not running");
    }

    /** {@code status}, {@code cluster_status}, {@code list_queues}. */
    static Outcome clusterStatus(VirtualNode node) {
        if (node.running()) {
            return Outcome.OK;
        }
        return node.vm.answers()
                ? Outcome.usage("requires the 'rabbit' app to be running")
                : Outcome.failed("nodedown");
    }

    static Outcome awaitStartup(VirtualNode node) {
        return node.running() ? Outcome.OK : new Outcome(75, "timeout");
    }

    /** The partitions as the node lists them. */
    static Set<NodeName> partitions(VirtualNode node) {
        return new TreeSet<>(node.parted);
    }
}
