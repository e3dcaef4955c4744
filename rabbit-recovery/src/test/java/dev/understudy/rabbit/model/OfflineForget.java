// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueKind;
import java.util.Optional;
import java.util.Set;

/** {@code forget_cluster_node --offline} (rabbit-recovery 1.6, 1.7): the only one that promotes mirrors. */
final class OfflineForget {
    private final ClusterState state;

    OfflineForget(ClusterState state) {
        this.state = state;
    }

    Outcome run(VirtualNode at, NodeName lost) {
        Optional<Outcome> refusal = refusal(at, lost);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Disk disk = at.disk();
        disk.drop(lost);
        disk.definitions = disk.definitions.map(queue -> after(at, queue, lost));
        // The text files stay as they are; the marker makes the node load alone next time.
        disk.forceLoad = true;
        return Outcome.OK;
    }

    private Optional<Outcome> refusal(VirtualNode at, NodeName lost) {
        if (at.vm == Vm.DEAD) {
            return Optional.of(Outcome.failed("host does not answer"));
        }
        if (at.vm != Vm.STOPPED) {
            return Optional.of(Outcome.usage("requires the target node to be stopped"));
        }
        Disk disk = at.disk();
        if (disk == null) {
            return Optional.of(Outcome.failed("not_a_cluster_node"));
        }
        if (disk.khepri()) {
            return Optional.of(Outcome.failed("not_supported"));
        }
        if (disk.ram()) {
            return Optional.of(Outcome.failed("removing_node_from_offline_node: must be a disc node"));
        }
        if (lost.equals(at.name)) {
            return Optional.of(Outcome.failed("failed_to_remove_node combine_error schema 'Last replica'"));
        }
        if (!disk.members.contains(lost)) {
            return Optional.of(Outcome.failed("not_a_cluster_node"));
        }
        VirtualNode target = state.nodes.get(lost);
        if (target != null && target.vm.mnesiaActive() && !state.cutOff(at.name, lost)) {
            // Nothing is broken, but the text is rewritten.
            disk.running = StatusFile.of(Set.of(lost));
            return Optional.of(Outcome.failed("failed_to_remove_node active 'Mnesia is running'"));
        }
        return Optional.empty();
    }

    private QueueDefinition after(VirtualNode at, QueueDefinition queue, NodeName lost) {
        if (queue.kind() == QueueKind.QUORUM) {
            return queue;
        }
        if (!queue.leader().equals(lost)) {
            return queue.withoutMirror(lost, false);
        }
        if (!VersionRules.promotesOffline(at.installed)) {
            return queue.policy().mirrored() ? queue : null;
        }
        // The oldest one, however stale, not the node that the command runs on (1.8); one that was forgotten is not in
        // the list any more.
        return queue.recoverable().stream()
                .filter(mirror -> at.disk().members.contains(mirror))
                .filter(this::down)
                .findFirst()
                .map(mirror -> queue.promoted(mirror).atRest())
                .orElse(null);
    }

    private boolean down(NodeName node) {
        VirtualNode there = state.nodes.get(node);
        return there == null || !there.running();
    }
}
