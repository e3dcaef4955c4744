// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Step;
import java.util.List;

/** What a run would do, found without changing anything. */
public record DryRun(List<Line> lines) {
    public DryRun {
        lines = List.copyOf(lines);
    }

    /**
     * One step, looked at as things are now and not as the steps before it would leave them.
     *
     * @param done whether all its conditions hold already
     * @param seen what was seen of the first condition that does not hold; may be empty
     */
    public record Line(Step step, boolean done, String seen) {}
}
