// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Step;
import java.nio.file.Path;
import java.util.List;

/** How a run of a course ended. */
public sealed interface ExecutionOutcome {
    /**
     * Every step is done, by its conditions.
     *
     * @param notes what is worth knowing, such as commands that failed although the step was done
     */
    record Done(List<String> notes, Path journal) implements ExecutionOutcome {
        public Done {
            notes = List.copyOf(notes);
        }
    }

    /** The journal is that of a course that was run to its end before. */
    record AlreadyDone(Path journal) implements ExecutionOutcome {}

    /**
     * Nothing was touched, for want of consent.
     *
     * @param toAdd the words that are missing
     */
    record ConsentMissing(List<String> toAdd) implements ExecutionOutcome {
        public ConsentMissing {
            toAdd = List.copyOf(toAdd);
        }
    }

    /**
     * Nothing was touched: the course cannot be run like this.
     *
     * @param reasons what is wrong: a consent that names no loss of the course, a node without access
     */
    record BadInput(List<String> reasons) implements ExecutionOutcome {
        public BadInput {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * A step could not be begun or was not done in its time. Later steps were not begun. After mending the cause the journal can be resumed.
     *
     * @param reason which condition, in words
     * @param seen what was the case instead
     */
    record StepFailed(Step step, String reason, String seen, Path journal) implements ExecutionOutcome {}

    /** The operator did not confirm what the step asks. The journal can be resumed. */
    record Stopped(Step step, String question, Path journal) implements ExecutionOutcome {}
}
