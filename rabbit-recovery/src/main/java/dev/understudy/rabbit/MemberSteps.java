// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Giving members up and taking new ones in. */
final class MemberSteps {
    private final Work work;
    private final View view;
    private Optional<Condition> fenced = Optional.empty();

    MemberSteps(Work work) {
        this.work = work;
        this.view = work.view();
    }

    /** Asks, before the first node is given up, that those given up cannot come back as they were (rabbit-recovery 8 d). */
    void fence(Collection<NodeName> lost) {
        if (lost.isEmpty()) {
            return;
        }
        String question = "Are the old hosts of " + Words.list(lost)
                + " shut off, and will their disks never be started again without being wiped?";
        Condition.Confirmed confirmed = new Condition.Confirmed(question);
        work.steps()
                .safe(
                        new Action.AskOperator(question),
                        List.of(),
                        "declared lost: " + Words.list(lost)
                                + "; what follows gives that data up, and an old node that comes back would disturb the cluster",
                        List.of(),
                        List.of(confirmed),
                        Limits.PERSON,
                        "none needed");
        fenced = Optional.of(confirmed);
    }

    /** With the node stopped; promotes mirrors. */
    void forgetOffline(NodeName at, NodeName lost, String reason, List<Loss> losses, Optional<String> copy) {
        List<Condition> before = new ArrayList<>();
        fenced.ifPresent(before::add);
        view.availableSurvivors().forEach(node -> before.add(new Condition.VmStopped(node)));
        copy.ifPresent(path -> before.add(new Condition.PathPresent(at, path)));
        work.steps()
                .risky(
                        new Action.ForgetOffline(at, lost),
                        List.of(work.on(at).ctl("forget_cluster_node --offline " + lost, "not_a_cluster_node")),
                        reason,
                        before,
                        List.of(new Condition.ForgottenOnDisk(at, lost)),
                        Limits.FORGET_OFFLINE,
                        copy.map(path -> "stop " + at + ", put the copy at " + path + " back")
                                .orElse("join a node of that name again"),
                        losses.isEmpty() ? ConsentLevel.REDUNDANCY : ConsentLevel.DATA,
                        losses);
    }

    /** On a running node; deletes the classic queues whose master was there. */
    void forgetOnline(NodeName at, NodeName lost, List<Loss> losses, Optional<String> copy) {
        List<Condition> before = new ArrayList<>();
        before.add(new Condition.AppRunning(at));
        fenced.ifPresent(before::add);
        copy.ifPresent(path -> before.add(new Condition.PathPresent(at, path)));
        work.steps()
                .risky(
                        new Action.ForgetOnline(at, lost),
                        List.of(work.on(at).ctl("forget_cluster_node " + lost, "not_a_cluster_node")),
                        lost + " is declared lost and is still a member; " + at
                                + " runs and knows all that it had to know",
                        before,
                        List.of(new Condition.NotMember(at, lost)),
                        Limits.FORGET_ONLINE,
                        copy.map(path -> "stop " + at + ", put the copy at " + path + " back")
                                .orElse("join a node of that name again; queues that were deleted do not come back"),
                        losses.isEmpty() ? ConsentLevel.REDUNDANCY : ConsentLevel.DATA,
                        losses);
    }

    void join(NodeName node, NodeName to, String reason, ConsentLevel level) {
        work.steps()
                .risky(
                        new Action.Join(node, to),
                        List.of(
                                work.on(node).ctl("stop_app"),
                                work.on(node).ctl("join_cluster " + to, "already_member"),
                                work.on(node).ctl("start_app")),
                        reason,
                        List.of(new Condition.AppRunning(to), new Condition.VmRunning(node)),
                        List.of(new Condition.Member(to, node), new Condition.AppRunning(node)),
                        Limits.JOIN,
                        "stop_app and reset on " + node + ", which leaves the cluster",
                        level,
                        List.of());
    }
}
