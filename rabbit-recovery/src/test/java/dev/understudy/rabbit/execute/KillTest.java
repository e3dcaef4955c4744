// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An executor that is killed anywhere is resumed to the same end, and nothing that was done is done again. */
class KillTest {
    @TempDir(factory = MemoryDirectory.class)
    Path directory;

    /** What the executor sees of kill -9: nothing of it goes on. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final class Fuse {
        private final AtomicInteger left;
        private volatile boolean blown;

        Fuse(int left) {
            this.left = new AtomicInteger(left);
        }

        void burn() {
            if (blown || left.getAndDecrement() == 0) {
                blown = true;
                throw new Killed();
            }
        }
    }

    private enum Where {
        JOURNAL,
        BEFORE_CALL,
        AFTER_CALL
    }

    private static void arm(FakeHosts world, Where where, Fuse fuse) {
        switch (where) {
            case JOURNAL -> world.clock.onWrite = fuse::burn;
            case BEFORE_CALL -> world.before = (node, line) -> fuse.burn();
            case AFTER_CALL -> world.after = (node, line) -> fuse.burn();
        }
    }

    private static void disarm(FakeHosts world) {
        world.clock.onWrite = () -> {};
        world.before = (node, line) -> {};
        world.after = (node, line) -> {};
    }

    @ParameterizedTest
    @CsvSource({"FILES,8", "FORGET,0", "MEMBERS,0", "STANDALONE,0", "STANDALONE,40"})
    void aKilledRunIsResumedToTheSameEnd(Courses kind, int lagSeconds) throws Exception {
        FakeHosts undisturbed = kind.world();
        undisturbed.lag = Duration.ofSeconds(lagSeconds);
        assertInstanceOf(ExecutionOutcome.Done.class, run(undisturbed, kind, directory.resolve("whole")));
        assertEquals(List.of(), undisturbed.repeats);

        for (Where where : Where.values()) {
            int kills = 0;
            while (killedAt(kind, lagSeconds, where, kills, undisturbed)) {
                kills++;
            }
            assertTrue(kills > 6, where + ": killed at " + kills + " places only");
        }
    }

    /** Whether the run was long enough to be killed there. */
    private boolean killedAt(Courses kind, int lagSeconds, Where where, int at, FakeHosts undisturbed)
            throws Exception {
        Path journal = directory.resolve(where + "-" + at);
        FakeHosts world = kind.world();
        world.lag = Duration.ofSeconds(lagSeconds);
        arm(world, where, new Fuse(at));
        if (!dies(world, kind, journal)) {
            return false;
        }
        disarm(world);
        String label = kind + " killed at " + where + " " + at + ": " + tail(journal);
        ExecutionOutcome outcome = Files.size(journal) == 0
                ? run(world, kind, journal)
                : world.executor().resume(journal);
        if (!(outcome instanceof ExecutionOutcome.AlreadyDone)) {
            assertInstanceOf(ExecutionOutcome.Done.class, outcome, () -> label + outcome);
        }
        assertEquals(undisturbed.describe(), world.describe(), label);
        // Who was killed during a command, and sees nothing of it for long, has to run it again.
        if (lagSeconds < 15 || !label.contains("\"COMMAND\"")) {
            onlyHarmlessRepeats(undisturbed, world, label);
        }
        return true;
    }

    /**
     * A command that the step's conditions would have shown as done is run once. Only the first commands of a step of several may be run again, where
     * they find nothing to do.
     */
    private static void onlyHarmlessRepeats(FakeHosts undisturbed, FakeHosts world, String label) {
        assertEquals(new HashSet<>(undisturbed.effects), new HashSet<>(world.effects), label);
        for (String effect : new HashSet<>(world.effects)) {
            long more = count(world.effects, effect) - count(undisturbed.effects, effect);
            boolean partial = effect.endsWith("stop_app") || effect.contains(" join_cluster ");
            assertTrue(more == 0 || partial && more == 1, () -> label + ": again: " + effect + " of " + world.effects);
            assertEquals(more, count(world.repeats, effect), label + ": " + effect);
        }
    }

    private static long count(List<String> all, String one) {
        return all.stream().filter(one::equals).count();
    }

    private static boolean dies(FakeHosts world, Courses kind, Path journal) throws Exception {
        try {
            run(world, kind, journal);
            return false;
        } catch (Killed killed) {
            return true;
        }
    }

    private static ExecutionOutcome run(FakeHosts world, Courses kind, Path journal) throws Exception {
        return world.executor().run(kind.course(), Consent.none(), journal);
    }

    private static String tail(Path journal) throws IOException {
        List<String> lines = Files.readAllLines(journal);
        return lines.isEmpty() ? "empty" : lines.get(lines.size() - 1);
    }

    @Test
    void everyKindOfActionIsKilled() {
        Set<Class<?>> done = new HashSet<>();
        Stream.of(Courses.values())
                .flatMap(kind -> kind.course().steps().stream())
                .forEach(step -> done.add(step.action().getClass()));
        assertEquals(new HashSet<Class<?>>(Arrays.asList(Action.class.getPermittedSubclasses())), done);
    }
}
