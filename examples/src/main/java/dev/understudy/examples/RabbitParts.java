// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.RecoveryPlan;
import dev.understudy.rabbit.RecoveryPolicy;
import dev.understudy.rabbit.Step;
import dev.understudy.rabbit.host.HostShell;
import dev.understudy.rabbit.host.NodeAccess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the rabbit commands need of the world; tests bring parts of their own.
 *
 * @param environment the process's environment
 * @param clock names journals
 */
record RabbitParts(
        Eyes eyes,
        Planning planning,
        Text text,
        Hands hands,
        Shells shells,
        Map<String, String> environment,
        Clock clock) {

    /** Looks at directories and nodes. */
    interface Eyes {
        DiskEvidence inspect(Path directory);

        ClusterSnapshot observe(List<NodeAccess> nodes) throws InterruptedException;
    }

    /** Makes plans. */
    interface Planning {
        RecoveryPlan plan(ClusterSnapshot snapshot, RecoveryPolicy policy);
    }

    /** Facts as JSON. */
    interface Text {
        ClusterSnapshot readSnapshot(String text, String source) throws RabbitBadInput;

        String write(ClusterSnapshot snapshot);

        String write(DiskEvidence evidence);

        String write(RecoveryPlan plan);
    }

    /** Ways to hosts. */
    interface Shells {
        HostShell local();

        HostShell ssh(String destination);

        HostShell prefix(List<String> words);
    }

    /** Runs courses. */
    interface Hands {
        Ending run(Order order, Progress progress) throws InterruptedException;

        /** Goes on where the journal ends. */
        Ending resume(Path journal, List<NodeAccess> nodes, RabbitConsent consent, Progress progress)
                throws InterruptedException, RabbitBadInput;
    }

    /** What is to be run, with whose consent, noted where. */
    record Order(Course course, List<NodeAccess> nodes, RabbitConsent consent, Path journal) {}

    /** Is told how it goes, from the thread that runs the course. */
    interface Progress {
        void begun(Step step);

        void waiting(Step step, Condition condition, Duration soFar);

        void done(Step step, boolean wasDoneBefore);
    }

    /**
     * How it ended.
     *
     * @param words for {@link Result#DONE} empty, else what went wrong or is missing
     */
    record Ending(Result result, String words) {
        enum Result {
            DONE,
            CONSENT_MISSING,
            FAILED
        }
    }
}
