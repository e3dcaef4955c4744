// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Runbook;
import dev.understudy.rabbit.Step;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Says how a recovery goes, a line for each turn; while it waits, what for, how long already and how long at the most. */
final class ProgressLines implements Parts.Progress {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final Map<Condition, Duration> said = new HashMap<>();

    ProgressLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void begun(Step step) {
        said.clear();
        say(step.number() + ". " + Runbook.say(step.action()));
        step.commands()
                .forEach(command -> Runbook.lines(command)
                        .forEach(line -> say("   " + command.node().host() + "$ " + line)));
    }

    @Override
    public synchronized void waiting(Step step, Condition condition, Duration soFar) {
        Duration last = said.get(condition);
        if (last == null || soFar.minus(last).compareTo(PAUSE) >= 0) {
            said.put(condition, soFar);
            say("   waiting until " + Runbook.say(condition) + ": " + soFar.toSeconds() + " s of at most "
                    + step.limit().toSeconds() + " s");
        }
    }

    @Override
    public synchronized void done(Step step, boolean wasDoneBefore) {
        say(wasDoneBefore ? step.number() + ". had been done before: left out" : "   done");
    }

    private void say(String line) {
        out.println(Wrapped.visible(line));
        out.flush();
    }
}
