// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * One way to bring the cluster back.
 *
 * @param id a word that names it on the command line, such as {@code keep-replicas}
 * @param title one sentence
 * @param steps in order; none if nothing is to be done
 */
public record Course(String id, String title, List<Step> steps) {
    public Course {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        steps = List.copyOf(steps);
    }

    /** The highest level of its steps. */
    public ConsentLevel level() {
        return steps.stream().map(Step::level).max(Comparator.naturalOrder()).orElse(ConsentLevel.SAFE);
    }

    /** All that its steps give up, each once. */
    public List<Loss> losses() {
        return steps.stream().flatMap(step -> step.losses().stream()).distinct().toList();
    }
}
