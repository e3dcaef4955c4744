// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.ArrayList;
import java.util.List;

/** A plan while it is made. */
final class Draft {
    private final List<String> beliefs = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Course> courses = new ArrayList<>();

    void believe(String text) {
        beliefs.add(text);
    }

    void warn(String text) {
        if (!warnings.contains(text)) {
            warnings.add(text);
        }
    }

    void refuse(Refusal.Code code, String reason, String remedy) {
        refusals.add(new Refusal(code, reason, remedy));
    }

    void offer(Course course) {
        courses.add(course);
    }

    boolean refused() {
        return !refusals.isEmpty();
    }

    RecoveryPlan plan() {
        return new RecoveryPlan(beliefs, warnings, refusals, refusals.isEmpty() ? courses : List.of());
    }
}
