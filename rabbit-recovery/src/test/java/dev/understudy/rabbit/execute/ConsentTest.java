// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static dev.understudy.rabbit.execute.World.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.ConsentLevel;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.Loss;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Level and every loss by its name, before anything is touched. */
class ConsentTest {
    @TempDir
    private Path directory;

    private final World world = EveryAction.world();
    private final Course course = Courses.course(
            Courses.step(1, new Action.StopVm(A), List.of(Courses.command(A, "stop")), List.of(), List.of()),
            Courses.losing(
                    Courses.start(2, A),
                    ConsentLevel.DATA,
                    loss(Loss.Kind.QUEUE, "/:cb.q"),
                    loss(Loss.Kind.UNSEEN, "rabbit@hosta")));

    private static Loss loss(Loss.Kind kind, String subject) {
        return new Loss(kind, subject, OptionalLong.empty(), "it goes");
    }

    @Test
    void whatIsMissingIsNamedAndNothingIsTouched() throws Exception {
        assertMissing(List.of(), "level=2", "queue=/:cb.q", "unseen=rabbit@hosta");
        assertMissing(List.of("level=3"), "queue=/:cb.q", "unseen=rabbit@hosta");
        assertMissing(List.of("level=1", "queue=/:cb.q", "unseen=rabbit@hosta"), "level=2");
        assertMissing(List.of("level=2", "unseen=rabbit@hosta"), "queue=/:cb.q");
    }

    @Test
    void aConsentThatNamesNoLossOfThisCourseIsBadInput() throws Exception {
        ExecutionOutcome outcome = run(List.of("level=2", "queue=/:cb.q", "unseen=rabbit@hosta", "queue=/:other"));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ExecutionOutcome.BadInput.class,
                        bad -> assertThat(bad.reasons())
                                .singleElement()
                                .asString()
                                .contains("queue=/:other"));
        assertUntouched();
    }

    @Test
    void withAllOfItTheCourseIsRun() throws Exception {
        assertThat(run(List.of("level=2", "queue=/:cb.q", "unseen=rabbit@hosta")))
                .isInstanceOf(ExecutionOutcome.Done.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "yes", "level=4", "level=", "queue=", "force"})
    void thereIsNoBlanketYes(String word) {
        assertThatThrownBy(() -> Consent.parse(List.of(word)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + word + "'");
    }

    @Test
    void twoLevelsContradict() {
        assertThatThrownBy(() -> Consent.parse(List.of("level=1", "level=2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 and 2");
    }

    private void assertMissing(List<String> given, String... missing) throws Exception {
        assertThat(run(given))
                .isInstanceOfSatisfying(
                        ExecutionOutcome.ConsentMissing.class,
                        outcome -> assertThat(outcome.toAdd()).containsExactly(missing));
        assertUntouched();
    }

    private void assertUntouched() {
        assertThat(world.commands).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    private ExecutionOutcome run(List<String> words) throws Exception {
        return Courses.executor(world).run(course, Consent.parse(words), directory.resolve("journal"));
    }
}
