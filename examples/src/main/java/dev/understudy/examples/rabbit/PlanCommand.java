// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.RecoveryPlan;
import dev.understudy.rabbit.RecoveryPlanner;
import dev.understudy.rabbit.Runbook;
import dev.understudy.rabbit.json.RabbitJson;
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
final class PlanCommand extends SubCommand {
    @Mixin
    private SourceOptions source;

    @Option(names = "--course", paramLabel = "ID", description = "show this way only")
    private String course;

    @Option(names = "--json", description = "the plan as JSON")
    private boolean json;

    PlanCommand() {
        this(Library.parts());
    }

    PlanCommand(Parts parts) {
        super(parts);
    }

    @Override
    int act() throws BadInput, InterruptedException {
        SourceOptions.Facts facts = source.read(parts);
        facts.troubles().forEach(err()::println);
        RecoveryPlan plan = CourseChoice.only(RecoveryPlanner.plan(facts.snapshot(), facts.policy()), course);
        if (json) {
            out().println(RabbitJson.write(plan).strip());
        } else {
            out().print(Runbook.render(plan));
            plan.courses().forEach(this::howToRun);
        }
        return plan.refused() ? RabbitExit.REFUSED : RabbitExit.OK;
    }

    private void howToRun(Course way) {
        List<String> words = ConsentWords.words(way);
        if (!way.steps().isEmpty()) {
            out().println();
            out().println("To have " + way.id()
                    + " done: rabbit recover with --node or --cluster, the same options, and");
            words.add(0, "--course " + way.id());
            ConsentWords.paste(words).forEach(out()::println);
        }
    }
}
