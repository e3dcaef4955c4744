// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A kind of action or condition that nobody can put into words does not get into a runbook unnoticed. */
class SentencesTest {
    private static final NodeName A = new NodeName("rabbit@hosta");
    private static final NodeName B = new NodeName("rabbit@hostb");

    @Test
    void everyActionHasASentence() {
        assertThat(ActionWords.TABLE.kinds())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Action.class.getPermittedSubclasses()));
    }

    @Test
    void everyConditionHasASentenceAndALook() {
        List<Class<?>> all = Arrays.asList(Condition.class.getPermittedSubclasses());
        assertThat(ConditionWords.TABLE.kinds()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(ConditionLooks.TABLE.kinds()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void sentencesNameWhatTheyAreAbout() {
        assertThat(Runbook.say(new Action.ForgetOffline(A, B)))
                .isEqualTo(
                        "Make the stopped rabbit@hosta forget rabbit@hostb, offline: its synchronised mirrors take the"
                                + " place of lost masters.");
        assertThat(Runbook.say(new Action.StartTogether(List.of(A, B), Duration.ofSeconds(30))))
                .contains("rabbit@hosta, rabbit@hostb at the same time", "for 30 seconds and no longer");
        assertThat(Runbook.say(new Condition.Running(A, Set.of(B, A))))
                .isEqualTo("these members run, as rabbit@hosta sees it: rabbit@hosta, rabbit@hostb");
        assertThat(ConditionLooks.TABLE.say(new Condition.PathAbsent(A, "/a b/it's")))
                .startsWith("ls -ld '/a b/it'\\''s'");
    }

    @Test
    void timesAreSaidInWords() {
        assertThat(Spans.say(Duration.ofSeconds(90))).isEqualTo("1 minute 30 seconds");
        assertThat(Spans.say(Duration.ofDays(1))).isEqualTo("1 day");
        assertThat(Spans.say(Duration.ofMillis(3))).isEqualTo("less than a second");
    }

    @Test
    void everyLevelIsSaidInWords() {
        assertThat(Arrays.stream(ConsentLevel.values()).map(Runbook::say))
                .doesNotHaveDuplicates()
                .allMatch(words -> words.matches("level [0-3], [a-z].*"));
    }
}
