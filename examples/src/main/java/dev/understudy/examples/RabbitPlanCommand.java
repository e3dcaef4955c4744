// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.RecoveryPlan;
import dev.understudy.rabbit.Runbook;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plans a recovery and prints it as a runbook. */
@Command(
        name = "plan",
        description = "Plan how a cluster comes back and print it as a runbook; nothing is changed.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:planned, or nothing to do", "2:bad input", "3:refused, with reasons"})
final class RabbitPlanCommand extends RabbitAction {
    @Mixin
    private RabbitSource source;

    @Option(names = "--course", paramLabel = "ID", description = "show this way only")
    private String course;

    @Option(names = "--json", description = "the plan as JSON")
    private boolean json;

    RabbitPlanCommand() {
        this(RabbitLibrary.parts());
    }

    RabbitPlanCommand(RabbitParts parts) {
        super(parts);
    }

    @Override
    int act() throws RabbitBadInput, InterruptedException {
        RabbitSource.Facts facts = source.read(parts);
        RecoveryPlan plan = RabbitCourses.only(parts.planning().plan(facts.snapshot(), facts.policy()), course);
        if (json) {
            out().println(parts.text().write(plan).strip());
        } else {
            out().print(Runbook.render(plan));
            plan.courses().forEach(this::howToRun);
        }
        return plan.refused() ? RabbitExit.REFUSED : RabbitExit.OK;
    }

    private void howToRun(Course way) {
        List<String> words = RabbitConsent.words(way);
        if (!way.steps().isEmpty()) {
            out().println();
            out().println("To have " + way.id()
                    + " done: rabbit recover, with --node or --cluster, the same declarations" + " and");
            out().println("  --course " + way.id());
            words.forEach(word -> out().println("  " + word));
        }
    }
}
