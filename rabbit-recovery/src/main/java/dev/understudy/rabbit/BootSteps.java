// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Collection;
import java.util.List;

/** Starting, awaiting and stopping, each only where the node's state asks for it. */
final class BootSteps {
    private final Work work;
    private final View view;

    BootSteps(Work work) {
        this.work = work;
        this.view = work.view();
    }

    /** Stops the VM of a node whose broker does not run: such a node is started afresh in its turn. */
    void stop(NodeName node, String reason) {
        work.steps()
                .safe(
                        new Action.StopVm(node),
                        List.of(work.on(node).stop()),
                        reason,
                        List.of(),
                        List.of(new Condition.VmStopped(node)),
                        Limits.STOP,
                        "start it again");
    }

    /** Starts a node that is not running, and waits for it. */
    void bring(NodeName node, boolean stoppedBefore, String reason) {
        if (view.running(node) && !stoppedBefore) {
            return;
        }
        if (stoppedBefore || !view.vmRuns(node)) {
            start(node, reason);
        }
        await(node, false, reason);
    }

    /** A new, empty node: it boots alone. */
    void bringNew(NodeName node) {
        if (!view.running(node)) {
            if (!view.vmRuns(node)) {
                start(node, "it is a new, empty node: it boots alone and joins afterwards");
            }
            await(node, false, "only a running node can join");
        }
    }

    void start(NodeName node, String reason) {
        work.steps()
                .safe(
                        new Action.Start(node),
                        List.of(work.on(node).start()),
                        reason,
                        List.of(),
                        List.of(new Condition.VmRunning(node)),
                        Limits.SHORT,
                        "stop it again");
    }

    /** Starts all at once and then waits for each. */
    void bringTogether(Collection<NodeName> all, Collection<NodeName> stoppedBefore, String reason) {
        List<NodeName> toStart = all.stream()
                .filter(node -> stoppedBefore.contains(node) || !view.vmRuns(node))
                .toList();
        if (toStart.size() == 1) {
            start(toStart.get(0), reason);
        } else if (toStart.size() > 1) {
            work.steps()
                    .safe(
                            new Action.StartTogether(toStart, work.limits().window()),
                            toStart.stream().map(node -> work.on(node).start()).toList(),
                            reason,
                            List.of(),
                            toStart.stream()
                                    .<Condition>map(Condition.VmRunning::new)
                                    .toList(),
                            work.limits().window(),
                            "stop them again");
        }
        for (NodeName node : all) {
            if (stoppedBefore.contains(node) || !view.running(node)) {
                await(node, true, "each is up when it has found the others");
            }
        }
    }

    void await(NodeName node, boolean withOthers, String reason) {
        work.steps()
                .safe(
                        new Action.Await(node),
                        List.of(work.on(node).diagnostics("check_running")),
                        reason,
                        List.of(new Condition.VmRunning(node)),
                        List.of(new Condition.AppRunning(node)),
                        withOthers
                                ? work.limits().bootTogether()
                                : work.limits().boot(),
                        "none needed: waiting changes nothing");
    }
}
