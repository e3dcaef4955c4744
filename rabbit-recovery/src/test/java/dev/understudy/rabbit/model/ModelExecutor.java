// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.Step;
import java.util.List;
import java.util.Optional;

/** Runs a course on the model as the executor does: leaves out what is so, minds what has to hold before, and looks at what has to hold after. */
final class ModelExecutor {
    private final VirtualCluster cluster;
    private final ModelConditions conditions;

    ModelExecutor(VirtualCluster cluster) {
        this.cluster = cluster;
        this.conditions = new ModelConditions(cluster);
    }

    /** The step that did not work, and why; empty if all did. */
    Optional<String> run(Course course) {
        for (Step step : course.steps()) {
            boolean copies = step.action() instanceof Action.CopyData || step.action() instanceof Action.RestoreFiles;
            if (!copies && !step.after().isEmpty() && open(step.after()).isEmpty()) {
                continue;
            }
            Optional<Condition> before = open(step.before());
            if (before.isPresent()) {
                return Optional.of(step.number() + " " + step.action() + " may not be begun: " + before.get());
            }
            act(step.action());
            Optional<Condition> after = open(step.after());
            if (after.isPresent()) {
                return Optional.of(step.number() + " " + step.action() + " did not do it: " + after.get());
            }
        }
        return Optional.empty();
    }

    private Optional<Condition> open(List<Condition> wanted) {
        return wanted.stream().filter(condition -> !conditions.holds(condition)).findFirst();
    }

    private void act(Action action) {
        if (action instanceof Action.Start a) {
            cluster.start(a.node());
        } else if (action instanceof Action.StartTogether a) {
            cluster.start(a.nodes().toArray(NodeName[]::new));
        } else if (action instanceof Action.StopVm a) {
            stop(a.node());
        } else if (action instanceof Action.CopyData a) {
            conditions.made(a.node(), a.to());
        } else if (action instanceof Action.ForgetOffline a) {
            cluster.forgetOffline(a.at(), a.lost());
        } else if (action instanceof Action.ForgetOnline a) {
            cluster.forget(a.at(), a.lost());
        } else if (action instanceof Action.Wipe a) {
            cluster.wipe(a.node());
        } else if (action instanceof Action.Join a) {
            cluster.join(a.node(), a.to());
        } else if (action instanceof Action.Grow a) {
            cluster.grow(a.at(), a.newMember());
        } else if (action instanceof Action.Shrink a) {
            cluster.shrink(a.at(), a.lost());
        } else if (action instanceof Action.ForceShrink a) {
            cluster.forceShrink(a.at());
        } else if (action instanceof Action.ForceStandalone a) {
            cluster.forceStandalone(a.at());
        } else if (action instanceof Action.RemoveMarker a) {
            cluster.edit(a.node(), disk -> disk.forceLoad = false);
        } else if (action instanceof Action.RestartApp a) {
            cluster.restartApp(a.node());
        } else if (action instanceof Action.DeleteQueue a) {
            cluster.deleteQueue(a.at(), a.queue());
        } else if (action instanceof Action.RestoreFiles a) {
            throw new IllegalArgumentException("not enumerated: " + a);
        }
    }

    private void stop(NodeName node) {
        if (cluster.node(node).running()) {
            cluster.stop(node);
        } else {
            cluster.kill(node);
        }
    }
}
