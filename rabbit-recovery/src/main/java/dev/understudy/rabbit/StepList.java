// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The steps of a course while it is written; numbers them. */
final class StepList {
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> named = new HashSet<>();

    /** The number that the next step will have. */
    int next() {
        return steps.size() + 1;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** The subjects of the losses of this kind so far. */
    Set<String> lost(Loss.Kind kind) {
        Set<String> subjects = new TreeSet<>();
        for (Step step : steps) {
            step.losses().stream().filter(loss -> loss.kind() == kind).forEach(loss -> subjects.add(loss.subject()));
        }
        return subjects;
    }

    /** Adds a step that can lose nothing. */
    void safe(
            Action action,
            List<Command> commands,
            String reason,
            List<Condition> before,
            List<Condition> after,
            Duration limit,
            String undo) {
        risky(action, commands, reason, before, after, limit, undo, ConsentLevel.SAFE, List.of());
    }

    /** Adds a step with its price; a loss that an earlier step has named is not named again, as it is lost once. */
    void risky(
            Action action,
            List<Command> commands,
            String reason,
            List<Condition> before,
            List<Condition> after,
            Duration limit,
            String undo,
            ConsentLevel level,
            List<Loss> losses) {
        List<Loss> fresh = losses.stream().filter(loss -> named.add(loss.id())).toList();
        steps.add(new Step(next(), action, commands, reason, before, after, limit, undo, level, fresh));
    }
}
