// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.engine.DecisionLine.Circumstances;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The engine does what decisions.txt says, under every circumstance there is. */
class DecisionsTest {
    private static final List<DecisionLine> LINES = DecisionLine.readAll();

    @Test
    void everyCombinationMatchesExactlyOneLine() {
        for (Circumstances c : DecisionLine.everything()) {
            assertThat(LINES.stream().filter(line -> line.matches(c)))
                    .describedAs("%s", c)
                    .hasSize(1);
        }
    }

    @TestFactory
    Stream<DynamicTest> theEngineDoesAsTheLineSays() {
        return LINES.stream().map(line -> DynamicTest.dynamicTest(line.toString(), () -> check(line)));
    }

    private static void check(DecisionLine line) {
        List<Circumstances> cases =
                DecisionLine.everything().stream().filter(line::matches).toList();
        assertThat(cases).describedAs("a line that never applies").isNotEmpty();
        for (Circumstances c : cases) {
            for (AddressFamily family : c.isV2() ? List.of(AddressFamily.IPV4) : List.of(AddressFamily.values())) {
                for (int variant = 0; variant < DecisionScenario.VARIANTS; variant++) {
                    check(line, c, new DecisionScenario(c, family, variant));
                }
            }
        }
    }

    private static void check(DecisionLine line, Circumstances c, DecisionScenario scenario) {
        String description = line.rule() + " " + c + " " + scenario;
        scenario.play();
        assertThat(scenario.state().name().toLowerCase(Locale.ROOT))
                .describedAs("state: %s", description)
                .isEqualTo(line.next());
        assertThat(scenario.effects())
                .describedAs("effects: %s", description)
                .isEqualTo(scenario.expectedEffects(line.sends(), line.address()));
        assertThat(scenario.deadlineNanos())
                .describedAs("timer %s: %s", line.timer(), description)
                .isEqualTo(scenario.expectedDeadline(line.timer()));
        if (!line.interval().equals("-")) {
            assertThat(scenario.probeSkew())
                    .describedAs("interval %s: %s", line.interval(), description)
                    .isEqualTo(scenario.expectedSkew(line.interval()));
        }
    }
}
