// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Command;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Step;
import java.time.Duration;

/** Hears how a run goes on; called by the thread that runs, and for commands run together by one thread each. An exception ends the run. */
public interface ProgressListener {
    /** The step is looked at. */
    default void begun(Step step) {}

    /** The command is about to be run. */
    default void command(Step step, Command command) {}

    /**
     * A condition does not hold yet.
     *
     * @param condition the first that does not hold
     * @param seen what is the case instead
     * @param since for how long this has been waited for
     * @param atMost how long this may take in all
     */
    default void waiting(Step step, Condition condition, Seen seen, Duration since, Duration atMost) {}

    /**
     * The step is done.
     *
     * @param skipped whether it was so already
     * @param note what is worth knowing; may be empty
     */
    default void done(Step step, boolean skipped, String note) {}
}
