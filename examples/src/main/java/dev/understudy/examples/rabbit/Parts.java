// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Step;
import dev.understudy.rabbit.host.NodeAccess;
import dev.understudy.rabbit.observe.NodeReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the commands need of the world; tests bring parts of their own.
 *
 * @param environment the process's environment
 * @param clock names journals
 */
record Parts(Eyes eyes, Hands hands, Map<String, String> environment, Clock clock) {

    /** Looks at directories and nodes. */
    interface Eyes {
        DiskEvidence inspect(Path directory);

        List<NodeReport> observe(List<NodeAccess> nodes) throws InterruptedException;
    }

    /** Runs courses. */
    interface Hands {
        Ending run(Order order, Progress progress) throws InterruptedException;

        /** Goes on where the journal ends. */
        Ending resume(Path journal, List<NodeAccess> nodes, ConsentWords consent, Progress progress)
                throws InterruptedException;
    }

    /** What is to be run, with whose consent, noted where. */
    record Order(Course course, List<NodeAccess> nodes, ConsentWords consent, Path journal) {}

    /** Is told how it goes, from the thread that runs the course. */
    interface Progress {
        void begun(Step step);

        void waiting(Step step, Condition condition, Duration soFar);

        void done(Step step, boolean wasDoneBefore);
    }

    /**
     * How it ended.
     *
     * @param words what is missing, as words of {@code --consent} and {@code --confirm}; or what went wrong; or what is worth knowing
     */
    record Ending(Result result, List<String> words) {
        Ending {
            words = List.copyOf(words);
        }

        enum Result {
            DONE,
            BAD_INPUT,
            CONSENT_MISSING,
            FAILED
        }
    }
}
