// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.List;

/**
 * What the planner made of a snapshot.
 *
 * @param beliefs what it takes for true, each with the evidence
 * @param warnings what the operator should know whichever way is taken
 * @param refusals why there is no way; if there is one, there are no courses
 * @param courses the ways, the recommended one first
 */
public record RecoveryPlan(List<String> beliefs, List<String> warnings, List<Refusal> refusals, List<Course> courses) {
    /** @throws IllegalArgumentException unless there are either refusals or courses */
    public RecoveryPlan {
        beliefs = List.copyOf(beliefs);
        warnings = List.copyOf(warnings);
        refusals = List.copyOf(refusals);
        courses = List.copyOf(courses);
        if (refusals.isEmpty() == courses.isEmpty()) {
            throw new IllegalArgumentException("either refusals or courses");
        }
    }

    /** Whether no way is offered. */
    public boolean refused() {
        return !refusals.isEmpty();
    }
}
