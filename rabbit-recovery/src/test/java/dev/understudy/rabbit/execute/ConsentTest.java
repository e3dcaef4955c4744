// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static dev.understudy.rabbit.execute.FakeHosts.A;
import static dev.understudy.rabbit.execute.FakeHosts.B;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.ConsentLevel;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.Loss;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without consent to all of it, nothing of a course is done. */
class ConsentTest {
    @TempDir
    Path directory;

    private final FakeHosts world = new FakeHosts();
    private int looks;

    private ExecutionOutcome run(String... words) throws Exception {
        world.before = (node, line) -> looks++;
        return world.executor().run(course(), Consent.parse(List.of(words)), directory.resolve("deep/journal"));
    }

    private static Course course() {
        Loss queue = new Loss(Loss.Kind.QUEUE, "/:orders", OptionalLong.of(3), "a test");
        Loss unseen = new Loss(Loss.Kind.UNSEEN, "rabbit@hosta", OptionalLong.empty(), "a test");
        return new Steps()
                .start(A)
                .step(
                        new Action.Start(B),
                        Steps.on(B, Steps.START),
                        ConsentLevel.DATA,
                        List.of(queue, unseen),
                        new Condition.VmRunning(B))
                .course("costly");
    }

    @AfterEach
    void allOrNothing() {
        boolean journal = Files.exists(directory.resolve("deep"));
        assertEquals(journal, !world.effects.isEmpty(), "a journal is left exactly where something was done");
        assertEquals(journal, looks > 0, "no host was asked anything");
    }

    private void missing(ExecutionOutcome outcome, String... words) {
        assertEquals(
                List.of(words),
                assertInstanceOf(ExecutionOutcome.ConsentMissing.class, outcome).toAdd());
        assertFalse(Files.exists(directory.resolve("deep")), "no journal without consent");
    }

    @Test
    void noneAtAllNamesAllThatIsMissing() throws Exception {
        missing(run(), "level=2", "queue=/:orders", "unseen=rabbit@hosta");
    }

    @Test
    void aLevelTooLow() throws Exception {
        missing(run("level=1", "queue=/:orders", "unseen=rabbit@hosta"), "level=2");
    }

    @Test
    void aLossThatIsNotNamed() throws Exception {
        missing(run("level=3", "queue=/:orders"), "unseen=rabbit@hosta");
    }

    @Test
    void aLossThatIsNotOfThisCourse() throws Exception {
        ExecutionOutcome outcome = run("level=2", "queue=/:orders", "unseen=rabbit@hosta", "queue=/:order");
        List<String> reasons =
                assertInstanceOf(ExecutionOutcome.BadInput.class, outcome).reasons();
        assertEquals(1, reasons.size());
        assertTrue(reasons.get(0).contains("queue=/:order,"), reasons.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "*", "yes", "queue", "queue=", "level=4", "level=", "level=*", "losses=all", ""})
    void thereIsNoWordForEverything(String word) {
        assertThrows(IllegalArgumentException.class, () -> Consent.parse(List.of(word)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue=*", "queue=/:*", "queue=all"})
    void noPatternStandsForLosses(String word) throws Exception {
        assertInstanceOf(ExecutionOutcome.BadInput.class, run("level=3", word));
    }

    @Test
    void twoLevelsAreNotOne() {
        assertThrows(IllegalArgumentException.class, () -> Consent.parse(List.of("level=1", "level=2")));
    }

    @Test
    void aHostThatNobodySaidHowToReach() throws Exception {
        world.nodes.remove(B);
        ExecutionOutcome outcome = run("level=2", "queue=/:orders", "unseen=rabbit@hosta");
        assertTrue(assertInstanceOf(ExecutionOutcome.BadInput.class, outcome)
                .reasons()
                .get(0)
                .contains(B.value()));
    }

    @Test
    void withAllOfItTheCourseIsRun() throws Exception {
        assertInstanceOf(ExecutionOutcome.Done.class, run("level=2", "queue=/:orders", "unseen=rabbit@hosta"));
        assertEquals(2, world.effects.size());
    }
}
