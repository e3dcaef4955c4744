// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static dev.understudy.rabbit.execute.World.E;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.rabbit.Course;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals that are cut, damaged, taken, or not there. */
class JournalTest {
    @TempDir
    private Path directory;

    private Path journal;
    private final World world = EveryAction.world();
    private final Course course = Courses.course(Courses.start(1, World.C), Courses.start(2, E));

    @BeforeEach
    void stopped() throws Exception {
        journal = directory.resolve("deep/journal");
        world.says("start", 0, "").on("start", (node, words) -> {
            if (node.equals(World.C)) {
                world.machines.add(node);
            }
        });
        assertThat(Courses.executor(world).run(course, Consent.none(), journal))
                .isInstanceOf(ExecutionOutcome.StepFailed.class);
        world.on("start", (node, words) -> world.machines.add(node));
    }

    @Test
    void aFailedRunIsTakenUpWhereItEnded() throws Exception {
        assertThat(Courses.executor(world).resume(journal)).isInstanceOf(ExecutionOutcome.Done.class);
        assertThat(world.commands).containsExactly("hostc: start", "hoste: start", "hoste: start");
    }

    /** What was being written when the power went. */
    @Test
    void aLastLineThatWasCutIsLeftOut() throws Exception {
        List<String> lines = Files.readAllLines(journal);
        String last = lines.get(lines.size() - 1);
        for (int length = 1; length < last.length(); length += 9) {
            int cut = length;
            damage(text -> String.join("\n", lines.subList(0, lines.size() - 1)) + "\n" + last.substring(0, cut));
            try (Journal taken = Journal.reopen(journal, new TestClock(Killer.never()))) {
                assertThat(taken.progress().ended(1)).isTrue();
                assertThat(taken.progress().ended(2)).isFalse();
                assertThat(taken.notes()).singleElement().asString().contains(journal.toString(), "was cut");
            }
            assertThat(Files.readString(journal)).endsWith("\n").doesNotContain(last.substring(0, cut) + "\n{");
        }
    }

    @Test
    void damageElsewhereIsRefusedWithFileAndLine() throws Exception {
        assertDamaged(text -> text.replaceFirst("\\{\"event\":\"BEGUN\"", "{\"event\":\"BEG"), "journal:3");
        assertDamaged(text -> text.replaceFirst("\"step\":1", "\"step\":\"one\""), "journal:3");
        assertDamaged(text -> text.replaceFirst("\"level=0\"", "\"level=9\""), "journal:1");
        assertDamaged(text -> text.replaceFirst("\"schema\":\"[^\"]*\"", "\"schema\":\"another/1\""), "the course");
        assertDamaged(text -> text.substring(text.indexOf('\n') + 1), "first line");
        assertDamaged(text -> "", "journal");
        assertDamaged(text -> "garbage\n", "journal:1");
    }

    @Test
    void aSecondExecutorIsRefused() throws Exception {
        try (Journal taken = Journal.reopen(journal, new TestClock(Killer.never()))) {
            assertThat(taken.progress().begun(2)).isTrue();
            assertThatThrownBy(() -> Courses.executor(world).resume(journal))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(journal.toString())
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
        }
        assertThat(Courses.executor(world).resume(journal)).isInstanceOf(ExecutionOutcome.Done.class);
    }

    @Test
    void aJournalIsNeitherOverwrittenNorInvented() throws Exception {
        String before = Files.readString(journal);
        assertThatThrownBy(() -> Courses.executor(world).run(course, Consent.none(), journal))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("is there already");
        assertThat(journal).hasContent(before.stripTrailing());
        assertThatThrownBy(() -> Courses.executor(world).resume(directory.resolve("none")))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("is not there");
        assertThatThrownBy(
                        () -> Courses.executor(world).run(course, Consent.none(), directory.resolve("deep/journal/x")))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("cannot be written");
    }

    private void assertDamaged(UnaryOperator<String> damage, String said) throws Exception {
        String whole = Files.readString(journal);
        int commands = world.commands.size();
        damage(damage);
        String damaged = Files.readString(journal);
        assertThat(damaged).isNotEqualTo(whole);
        assertThatThrownBy(() -> Courses.executor(world).resume(journal))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(said);
        assertThat(Files.readString(journal)).as("nothing is lost").isEqualTo(damaged);
        assertThat(world.commands).hasSize(commands);
        Files.writeString(journal, whole);
    }

    private void damage(UnaryOperator<String> damage) throws Exception {
        Files.writeString(journal, damage.apply(Files.readString(journal)));
    }
}
