// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.RecoveryPlan;
import dev.understudy.rabbit.Runbook;
import dev.understudy.rabbit.host.NodeAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plans a recovery and does it. */
@Command(
        name = "recover",
        description = {
            "Bring a cluster back: plan, do the steps, look after each whether it is done.",
            "What may be lost is consented to by name; without it nothing is touched and the words to add are printed."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done, or nothing to do",
            "1:internal error",
            "2:bad input",
            "3:refused, with reasons",
            "4:consent is missing: what to add is printed",
            "5:a step or its verification failed; the journal is named"
        })
final class RabbitRecoverCommand extends RabbitAction {
    @Mixin
    private RabbitSource source;

    @Option(names = "--course", paramLabel = "ID", description = "which way to take (default: the recommended one)")
    private String course;

    @Option(
            names = "--consent",
            paramLabel = "WORD",
            description = "level=N, or a loss by its name such as queue=/:orders; once for each")
    private List<String> consents = new ArrayList<>();

    @Option(names = "--confirm", paramLabel = "QUESTION", description = "answers a question of the plan with yes")
    private List<String> confirmed = new ArrayList<>();

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "a new file (default: in $STATE_DIRECTORY, else in /var/lib/understudy)")
    private Path journal;

    @Option(names = "--resume", paramLabel = "JOURNAL", description = "go on where an earlier recover ended")
    private Path resume;

    @Option(names = "--dry-run", description = "print the runbook of what would be done")
    private boolean dryRun;

    RabbitRecoverCommand() {
        this(RabbitLibrary.parts());
    }

    RabbitRecoverCommand(RabbitParts parts) {
        super(parts);
    }

    @Override
    int act() throws RabbitBadInput, InterruptedException {
        RabbitConsent consent = RabbitConsent.parse(consents, confirmed);
        if (resume != null) {
            return resume(consent);
        }
        RabbitSource.Facts facts = source.read(parts);
        RecoveryPlan plan = parts.planning().plan(facts.snapshot(), facts.policy());
        if (plan.refused()) {
            out().print(Runbook.render(plan));
            return RabbitExit.REFUSED;
        }
        Course chosen = RabbitCourses.choose(plan, course);
        if (dryRun) {
            out().print(Runbook.render(RabbitCourses.only(plan, chosen.id())));
            print("It would need:", RabbitConsent.words(chosen));
            return RabbitExit.OK;
        }
        if (chosen.steps().isEmpty()) {
            out().println("Nothing to do: " + chosen.title());
            return RabbitExit.OK;
        }
        reachable(chosen, facts.nodes());
        if (!agreed(chosen, consent)) {
            return RabbitExit.CONSENT_MISSING;
        }
        Path file = RabbitJournals.toWrite(journal, parts);
        out().println(chosen.title());
        out().println("Journal: " + file);
        RabbitParts.Order order = new RabbitParts.Order(chosen, facts.nodes(), consent, file);
        return ended(parts.hands().run(order, new RabbitProgress(out())), file);
    }

    private int resume(RabbitConsent consent) throws RabbitBadInput, InterruptedException {
        if (journal != null || course != null || dryRun) {
            throw new RabbitBadInput(
                    "--resume goes on with the journal's own course: leave out --journal, --course and" + " --dry-run");
        }
        Path file = RabbitJournals.toResume(resume);
        List<NodeAccess> nodes = source.accesses(parts);
        if (nodes.isEmpty()) {
            throw new RabbitBadInput("--resume needs to reach the nodes: give --node NODE[=ACCESS] or --cluster FILE");
        }
        return ended(parts.hands().resume(file, nodes, consent, new RabbitProgress(out())), file);
    }

    private static void reachable(Course course, List<NodeAccess> nodes) throws RabbitBadInput {
        Set<NodeName> reached = nodes.stream().map(NodeAccess::node).collect(Collectors.toSet());
        Set<NodeName> missing = new TreeSet<>();
        course.steps().forEach(step -> step.commands().forEach(command -> missing.add(command.node())));
        missing.removeAll(reached);
        if (!missing.isEmpty()) {
            throw new RabbitBadInput("the plan has commands for " + RabbitEvidence.names(missing)
                    + ", and no way there is given: add --node NODE=ACCESS or --cluster FILE");
        }
    }

    private boolean agreed(Course chosen, RabbitConsent consent) {
        List<String> missing = consent.missing(chosen);
        List<String> strange = consent.strange(chosen);
        if (missing.isEmpty() && strange.isEmpty()) {
            return true;
        }
        out().println("The way " + chosen.id() + ": " + chosen.title());
        chosen.losses().forEach(loss -> out().println("  gives up " + loss));
        print("Nothing was touched. Consent is missing; read the plan (--dry-run), then add:", missing);
        print(
                "Consented to, but not in this plan; take away:",
                strange.stream().map(id -> "--consent " + RabbitNames.quote(id)).toList());
        return false;
    }

    private void print(String title, List<String> words) {
        if (!words.isEmpty()) {
            out().println(title);
            words.forEach(word -> out().println("  " + word));
        }
    }

    private int ended(RabbitParts.Ending ending, Path file) {
        switch (ending.result()) {
            case DONE -> {
                out().println("Done and verified. Journal: " + file);
                return RabbitExit.OK;
            }
            case CONSENT_MISSING -> {
                out().println("Consent is missing: " + ending.words());
                return RabbitExit.CONSENT_MISSING;
            }
            default -> {
                err().println("Failed: " + ending.words());
                err().println("Journal: " + file + "; when the cause is mended, go on with --resume " + file);
                return RabbitExit.FAILED;
            }
        }
    }
}
