// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The side of a partition that gives its state up for the winner's (rabbit-recovery 1.10). */
final class LoserSteps {
    private final Work work;
    private final View view;

    LoserSteps(Work work) {
        this.work = work;
        this.view = work.view();
    }

    /** Starts a stopped loser, after a copy, while the winner runs. */
    void bring(NodeName loser, NodeName winner) {
        if (!view.available(loser)) {
            return;
        }
        String copy = new FileSteps(work).copy(loser);
        work.steps()
                .risky(
                        new Action.Start(loser),
                        List.of(work.on(loser).start()),
                        loser + " says as well that it was last; it adopts the state of " + winner
                                + ", which was chosen",
                        List.of(new Condition.AppRunning(winner), new Condition.PathPresent(loser, copy)),
                        List.of(new Condition.VmRunning(loser)),
                        Limits.SHORT,
                        "stop it; its old state is in the copy at " + copy,
                        ConsentLevel.DATA,
                        losses(loser, winner));
        new BootSteps(work).await(loser, false, "it takes the definitions over and synchronises");
    }

    /** Restarts the broker of a running loser. */
    void restart(NodeName loser, NodeName winner) {
        work.steps()
                .risky(
                        new Action.RestartApp(loser),
                        List.of(work.on(loser).ctl("stop_app"), work.on(loser).ctl("start_app")),
                        loser + " and " + winner + " run parted from each other; " + loser + " adopts the state of "
                                + winner,
                        List.of(new Condition.AppRunning(winner), new Condition.VmRunning(loser)),
                        List.of(new Condition.AppRunning(loser), new Condition.NoPartition(loser)),
                        Limits.JOIN,
                        "none: a running node's files cannot be copied whole",
                        ConsentLevel.DATA,
                        losses(loser, winner));
    }

    private List<Loss> losses(NodeName loser, NodeName winner) {
        List<Loss> losses = new ArrayList<>(Losses.onlyKnownTo(view, loser, winner));
        for (QueueEvidence queue : view.queuesOf(loser)) {
            view.queueAt(winner, queue.name())
                    .filter(kept -> queue.mirrored() || kept.mirrored())
                    .filter(kept -> queue.dataHere() || view.running(loser))
                    .filter(kept -> dropped(queue, kept))
                    .ifPresent(kept -> losses.add(Losses.of(
                            Loss.Kind.STALE,
                            queue.name(),
                            queue.messages(),
                            "the contents on " + loser + " are dropped for those on " + winner)));
        }
        losses.add(Losses.unseen(winner, loser.toString()));
        return losses;
    }

    private static boolean dropped(QueueEvidence loser, QueueEvidence winner) {
        OptionalLong here = loser.messages();
        OptionalLong kept = winner.messages();
        return here.isEmpty() || kept.isEmpty() || here.getAsLong() > 0;
    }
}
