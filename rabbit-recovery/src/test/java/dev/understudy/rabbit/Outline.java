// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plans in short: one word per step, host letters, the level unless it is 0. */
final class Outline {
    private Outline() {}

    static RecoveryPlan plan(Clusters cluster) {
        return RecoveryPlanner.plan(cluster.snapshot(), RecoveryPolicy.standard());
    }

    /** Such as {@code ask, copy a, forget-offline a b !2, start a, await a, verify a}. */
    static String steps(Course course) {
        return course.steps().stream()
                .map(step -> word(step.action())
                        + (step.level() == ConsentLevel.SAFE
                                ? ""
                                : " !" + step.level().number()))
                .collect(Collectors.joining(", "));
    }

    static String steps(Clusters cluster) {
        RecoveryPlan plan = plan(cluster);
        return plan.refused() ? "refused " + codes(plan) : steps(plan.courses().get(0));
    }

    static Set<Refusal.Code> codes(RecoveryPlan plan) {
        return plan.refusals().stream().map(Refusal::code).collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> losses(Course course) {
        return course.losses().stream().map(Loss::id).collect(Collectors.toCollection(TreeSet::new));
    }

    static List<String> ids(RecoveryPlan plan) {
        return plan.courses().stream().map(Course::id).toList();
    }

    static Course course(RecoveryPlan plan, String id) {
        return plan.courses().stream()
                .filter(course -> course.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String word(Action action) {
        if (action instanceof Action.Start a) return "start " + at(a.node());
        if (action instanceof Action.StartTogether a)
            return "together " + a.nodes().stream().map(Outline::at).collect(Collectors.joining());
        if (action instanceof Action.Await a) return "await " + at(a.node());
        if (action instanceof Action.StopVm a) return "stop " + at(a.node());
        if (action instanceof Action.CopyData a) return "copy " + at(a.node());
        if (action instanceof Action.ForgetOffline a) return "forget-offline " + at(a.at()) + " " + at(a.lost());
        if (action instanceof Action.ForgetOnline a) return "forget-online " + at(a.at()) + " " + at(a.lost());
        if (action instanceof Action.Wipe a) return "wipe " + at(a.node());
        if (action instanceof Action.Join a) return "join " + at(a.node()) + " " + at(a.to());
        if (action instanceof Action.Grow a) return "grow " + at(a.newMember());
        if (action instanceof Action.Shrink a) return "shrink " + at(a.lost());
        if (action instanceof Action.ForceShrink a) return "force-shrink " + at(a.at());
        if (action instanceof Action.ForceStandalone a) return "standalone " + at(a.at());
        if (action instanceof Action.RemoveMarker a)
            return "remove " + at(a.node()) + " " + a.path().substring(a.path().lastIndexOf('/') + 1);
        if (action instanceof Action.ChangeOwner a) return "chown " + at(a.node());
        if (action instanceof Action.RestoreFiles a) return "restore " + at(a.node());
        if (action instanceof Action.RestartApp a) return "restart " + at(a.node());
        if (action instanceof Action.DeleteQueue a) return "delete " + a.queue().name();
        if (action instanceof Action.Verify a) return "verify " + at(a.at());
        return "ask";
    }

    private static String at(NodeName node) {
        return node.host().substring("host".length());
    }
}
