// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.PartitionHandling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How nodes go: cleanly, killed, or several at the same moment. What each one saw of the others is what recovery lives on. */
final class Departures {
    private final ClusterState state;
    private final Mirrors mirrors;
    private final Raft raft;

    Departures(ClusterState state) {
        this.state = state;
        this.mirrors = new Mirrors(state);
        this.raft = new Raft(state);
    }

    void stop(VirtualNode node) {
        leaveCleanly(node, Vm.STOPPED);
    }

    /** {@code stop_app}: to the others as a clean stop, but the VM stays. */
    void stopApp(VirtualNode node) {
        leaveCleanly(node, Vm.APP_STOPPED);
    }

    private void leaveCleanly(VirtualNode node, Vm to) {
        if (!node.running()) {
            node.vm = to;
            return;
        }
        mirrors.beforeCleanStop(node);
        gone(node, to, true);
    }

    void kill(VirtualNode node) {
        if (node.running()) {
            gone(node, Vm.STOPPED, false);
        } else {
            node.vm = node.vm == Vm.DEAD ? Vm.DEAD : Vm.STOPPED;
        }
    }

    /** All at one moment: none of them sees another go, every other node does. */
    void powerLoss(List<VirtualNode> nodes) {
        List<VirtualNode> witnesses = new ArrayList<>();
        for (VirtualNode node : nodes) {
            if (node.running()) {
                state.group(node).stream()
                        .filter(other -> !nodes.contains(other))
                        .forEach(witnesses::add);
                node.disk().cleanStop = false;
            }
        }
        nodes.forEach(node -> node.vm = Vm.STOPPED);
        nodes.forEach(node -> node.parted.clear());
        for (VirtualNode node : nodes) {
            witnesses.stream().findFirst().ifPresent(witness -> seen(witness, node.name, false));
        }
    }

    /**
     * Killed 50 to 100 ms apart: the second one's Mnesia still noted that the first went, its text file did not (rabbit-recovery 1.1, F2).
     */
    void killRacing(VirtualNode first, VirtualNode second) {
        StatusFile text = second.disk().running;
        kill(first);
        second.disk().running = text;
        second.vm = Vm.STOPPED;
        second.disk().cleanStop = false;
    }

    private void gone(VirtualNode node, Vm to, boolean clean) {
        List<VirtualNode> others = state.group(node);
        others.remove(node);
        node.vm = to;
        node.disk().cleanStop = clean;
        node.parted.clear();
        others.stream().findFirst().ifPresent(survivor -> seen(survivor, node.name, clean));
    }

    /** What the survivors make of a node that went, or that they cannot reach any more. */
    void seen(VirtualNode survivor, NodeName gone, boolean clean) {
        state.noteDown(survivor, gone);
        mirrors.afterLoss(survivor, gone, clean);
        state.noteGroup(survivor);
        raft.converge(survivor);
        pauseMinority(survivor);
    }

    /** The reaction is to a loss, never to being alone: a node that boots alone serves (rabbit-recovery 1.10). */
    private void pauseMinority(VirtualNode survivor) {
        List<VirtualNode> group = state.group(survivor);
        Set<NodeName> members = survivor.disk().members;
        if (state.handling == PartitionHandling.PAUSE_MINORITY && 2 * group.size() <= members.size()) {
            group.forEach(node -> node.vm = Vm.PAUSED);
        }
    }
}
