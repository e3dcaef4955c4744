// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.RecoveryPlan;
import java.util.List;

/** Choosing one of a plan's ways. */
final class CourseChoice {
    private CourseChoice() {}

    /** The way of this id, or the recommended one if none is named. */
    static Course choose(RecoveryPlan plan, String id) throws BadInput {
        if (id == null) {
            return plan.courses().get(0);
        }
        return plan.courses().stream()
                .filter(course -> course.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadInput("--course " + id + ": no such way; there are "
                        + EvidenceText.names(
                                plan.courses().stream().map(Course::id).toList())));
    }

    static RecoveryPlan only(RecoveryPlan plan, String id) throws BadInput {
        return id == null || plan.refused()
                ? plan
                : new RecoveryPlan(plan.beliefs(), plan.warnings(), List.of(), List.of(choose(plan, id)));
    }
}
