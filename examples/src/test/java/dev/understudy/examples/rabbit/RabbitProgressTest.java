// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.RecoveryPlanner;
import dev.understudy.rabbit.RecoveryPolicy;
import dev.understudy.rabbit.Step;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RabbitProgressTest {
    private final StringWriter text = new StringWriter();
    private final ProgressLines progress = new ProgressLines(new PrintWriter(text));

    @Test
    void saysWhatIsWaitedForAndHowLongItMayTake() {
        Step wait = RecoveryPlanner.plan(DemoCases.ALL.get(0).snapshot(), RecoveryPolicy.standard())
                .courses()
                .get(0)
                .steps()
                .get(1);
        Condition condition = new Condition.AppRunning(Fakes.B);
        progress.begun(wait);
        for (int second = 1; second <= 7; second++) {
            progress.waiting(wait, condition, Duration.ofSeconds(second));
        }
        progress.done(wait, false);
        progress.done(wait, true);
        assertThat(text.toString().lines())
                .containsExactly(
                        "2. Wait until the broker of rabbit@hostb runs.",
                        "   hostb$ rabbitmq-diagnostics -n rabbit@hostb check_running",
                        "   waiting until the broker of rabbit@hostb runs: 1 s of at most 120 s",
                        "   waiting until the broker of rabbit@hostb runs: 6 s of at most 120 s",
                        "   done",
                        "2. had been done before: left out");
    }
}
