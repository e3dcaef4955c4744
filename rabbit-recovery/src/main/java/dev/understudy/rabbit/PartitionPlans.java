// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Running nodes that are parted: one side's state is kept, the others restart their brokers and adopt it (rabbit-recovery 1.10). */
final class PartitionPlans {
    private final View view;
    private final RecoveryPolicy policy;
    private final Draft draft;

    PartitionPlans(View view, RecoveryPolicy policy, Draft draft) {
        this.view = view;
        this.policy = policy;
        this.draft = draft;
    }

    /** Whether there is a partition; then it is planned for, or refused. */
    boolean plan() {
        SortedSet<NodeName> parted = new TreeSet<>();
        for (NodeName node : view.survivors()) {
            partitions(node).forEach((one, others) -> {
                if (!others.isEmpty()) {
                    parted.add(one);
                    parted.addAll(others);
                }
            });
        }
        parted.retainAll(view.survivors());
        if (parted.isEmpty()) {
            return false;
        }
        if (view.snapshot().partitionHandling() == PartitionHandling.AUTOHEAL) {
            draft.warn(
                    "autoheal is configured: once the nodes reach each other it chooses a winner by itself and restarts the others");
        }
        if (policy.winner().isEmpty() || !view.running(policy.winner().get())) {
            draft.refuse(
                    Refusal.Code.SEVERAL_LAST,
                    "the running nodes are parted (" + Words.list(parted) + "): each side has a state of its own",
                    "name a running node as winner; the others adopt its state");
            return true;
        }
        NodeName winner = policy.winner().get();
        restart(winner, losers(winner));
        return true;
    }

    private Map<NodeName, Set<NodeName>> partitions(NodeName node) {
        return view.node(node).live().map(LiveEvidence::partitions).orElse(Map.of());
    }

    /** Who is parted from the winner, as either of them sees it. */
    private List<NodeName> losers(NodeName winner) {
        SortedSet<NodeName> losers = new TreeSet<>();
        for (NodeName node : view.survivors()) {
            partitions(node).forEach((one, others) -> {
                if (one.equals(winner)) {
                    losers.addAll(others);
                } else if (others.contains(winner)) {
                    losers.add(one);
                }
            });
        }
        return losers.stream().filter(view::running).toList();
    }

    private void restart(NodeName winner, List<NodeName> losers) {
        if (!view.gone().isEmpty() || !view.survivors().stream().allMatch(view::running)) {
            draft.warn("the partition is mended first; plan again for the nodes that do not run");
        }
        Work work = Work.begin(view, policy);
        LoserSteps steps = new LoserSteps(work);
        boolean winnerStays = !view.khepri() && view.snapshot().partitionHandling() != PartitionHandling.PAUSE_MINORITY;
        if (losers.size() > 1 && winnerStays) {
            // One that is restarted alone could take over the state of another that is to give its own up.
            BootSteps boot = new BootSteps(work);
            losers.forEach(node ->
                    boot.stop(node, "all that give their state up are stopped before the first of them starts again"));
            losers.forEach(node -> steps.bring(node, winner));
        } else {
            losers.forEach(node -> steps.restart(node, winner));
        }
        SortedSet<NodeName> running = new TreeSet<>();
        view.survivors().stream().filter(view::running).forEach(running::add);
        SortedSet<QueueName> exist = new TreeSet<>();
        view.queuesOf(winner).forEach(queue -> exist.add(queue.name()));
        new QueueSteps(work).verify(winner, view.membersOf(winner), running, exist, Set.of());
        draft.offer(work.course(
                "restart-losers", "The state of " + winner + " is kept; " + Words.list(losers) + " adopt it"));
    }
}
