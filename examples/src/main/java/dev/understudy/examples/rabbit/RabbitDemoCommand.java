// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.Command;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.RecoveryPlan;
import dev.understudy.rabbit.RecoveryPlanner;
import dev.understudy.rabbit.RecoveryPolicy;
import dev.understudy.rabbit.Runbook;
import dev.understudy.rabbit.Step;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Plans the five cases of the tutorial and explains them. */
@CommandLine.Command(
        name = "demo",
        description = {
            "Show five ways in which a cluster of two can stop, and how each comes back.",
            "Needs no RabbitMQ: what the nodes look like is bundled; the plans are made by the same planner."
        })
final class RabbitDemoCommand extends SubCommand {
    @Option(names = "--case", paramLabel = "N", description = "this case only, with the whole runbook")
    private Integer only;

    RabbitDemoCommand() {
        this(Library.parts());
    }

    RabbitDemoCommand(Parts parts) {
        super(parts);
    }

    @Override
    int act() throws BadInput {
        List<DemoCase> all = DemoCases.ALL;
        if (only != null && (only < 1 || only > all.size())) {
            throw new BadInput("--case " + only + ": expected 1 to " + all.size());
        }
        out().print(DemoCases.CLUSTER);
        for (DemoCase story : only == null ? all : List.of(all.get(only - 1))) {
            tell(story);
        }
        if (only == null) {
            out().println();
            out().println("The whole runbook of a case, with checks and undo: rabbit demo --case N");
        }
        return RabbitExit.OK;
    }

    private void tell(DemoCase story) {
        ClusterSnapshot snapshot = story.snapshot();
        RecoveryPlan plan = RecoveryPlanner.plan(snapshot, RecoveryPolicy.standard());
        out().println();
        out().println("==== Case " + story.number() + ": " + story.title());
        section("What happened", story.happened());
        out().println();
        out().println("What each node and its disk say");
        EvidenceText evidence = new EvidenceText(out());
        for (NodeSnapshot node : snapshot.nodes()) {
            if (only == null) {
                evidence.brief(node);
            } else {
                evidence.node(node);
            }
        }
        out().println();
        if (only == null) {
            brief(plan);
        } else {
            out().print(Runbook.render(plan));
        }
        section("Tempting, and wrong", story.tempting());
    }

    private void brief(RecoveryPlan plan) {
        Course course = plan.courses().get(0);
        out().println("The plan: " + course.title());
        for (Step step : course.steps()) {
            Wrapped.print(out(), "  " + step.number() + ". ", Runbook.say(step.action()));
            for (Command command : step.commands()) {
                String prompt = command.node().host() + "$ ";
                for (String line : Runbook.lines(command)) {
                    out().println("       " + prompt + line);
                    prompt = " ".repeat(prompt.length());
                }
            }
        }
        out().println();
        out().println("What it costs: " + Runbook.say(course.level()) + ".");
        course.losses().forEach(loss -> Wrapped.print(out(), "  - ", Runbook.say(loss)));
        plan.courses().stream()
                .skip(1)
                .forEach(other -> Wrapped.print(out(), "Another way, " + other.id() + ": ", other.title()));
    }

    private void section(String title, String text) {
        out().println();
        out().println(title);
        text.lines().forEach(line -> out().println("  " + line));
    }
}
