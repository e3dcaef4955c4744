// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static dev.understudy.rabbit.execute.FakeHosts.A;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.Command;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits is told what for, for how long already, and for how long at most. */
class ProgressTest {
    @TempDir
    Path directory;

    private final List<String> heard = new ArrayList<>();

    private final ProgressListener listener = new ProgressListener() {
        @Override
        public void begun(Step step) {
            heard.add("begun " + step.number());
        }

        @Override
        public void command(Step step, Command command) {
            heard.add("command " + command.text());
        }

        @Override
        public void waiting(Step step, Condition condition, Seen seen, Duration since, Duration atMost) {
            assertEquals(new Condition.VmRunning(A), condition);
            assertTrue(seen.text().contains("STOPPED"), seen.text());
            heard.add("waiting " + since.toSeconds() + " of " + atMost.toSeconds());
        }

        @Override
        public void done(Step step, boolean skipped, String note) {
            heard.add("done " + step.number() + " " + skipped);
        }
    };

    @Test
    void aSlowStart() throws Exception {
        FakeHosts world = new FakeHosts();
        world.lag = Duration.ofSeconds(3);
        ExecutionOutcome outcome = world.executor(question -> false, listener)
                .run(new Steps().start(A).course("slow"), Consent.none(), directory.resolve("journal"));
        assertInstanceOf(ExecutionOutcome.Done.class, outcome);
        assertEquals(
                List.of(
                        "begun 1",
                        "command " + Steps.START,
                        "waiting 0 of 60",
                        "waiting 1 of 60",
                        "waiting 2 of 60",
                        "done 1 false"),
                heard);
    }

    @Test
    void anExceptionOfTheListenerEndsTheRunAndItCanBeResumed() throws Exception {
        FakeHosts world = new FakeHosts();
        Path journal = directory.resolve("journal");
        ProgressListener breaks = new ProgressListener() {
            @Override
            public void command(Step step, Command command) {
                throw new IllegalStateException("the terminal is gone");
            }
        };
        RecoveryExecutor executor = world.executor(question -> false, breaks);
        var thrown = assertThrows(
                IllegalStateException.class,
                () -> executor.run(new Steps().start(A).course("broken"), Consent.none(), journal));
        assertEquals("the terminal is gone", thrown.getMessage());
        assertInstanceOf(ExecutionOutcome.Done.class, world.executor().resume(journal));
        assertEquals(1, world.effects.size());
    }
}
