// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.RecoveryPlan;
import dev.understudy.rabbit.RecoveryPlanner;
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
final class RecoverCommand extends SubCommand {
    @Mixin
    private SourceOptions source;

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

    RecoverCommand() {
        this(Library.parts());
    }

    RecoverCommand(Parts parts) {
        super(parts);
    }

    @Override
    int act() throws BadInput, InterruptedException {
        ConsentWords consent = ConsentWords.parse(consents, confirmed);
        if (resume != null) {
            return resume(consent);
        }
        SourceOptions.Facts facts = source.read(parts);
        facts.troubles().forEach(err()::println);
        RecoveryPlan plan = RecoveryPlanner.plan(facts.snapshot(), facts.policy());
        if (plan.refused()) {
            out().print(Runbook.render(plan));
            return RabbitExit.REFUSED;
        }
        Course chosen = CourseChoice.choose(plan, course);
        if (dryRun) {
            out().print(Runbook.render(CourseChoice.only(plan, chosen.id())));
            print("It would need:", ConsentWords.words(chosen));
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
        Path file = Journals.toWrite(journal, parts);
        out().println(chosen.title());
        out().println("Journal: " + file);
        Parts.Order order = new Parts.Order(chosen, facts.nodes(), consent, file);
        return ended(parts.hands().run(order, new ProgressLines(out())), file);
    }

    private int resume(ConsentWords consent) throws BadInput, InterruptedException {
        if (journal != null || course != null || dryRun) {
            throw new BadInput(
                    "--resume goes on with the journal's own course: leave out --journal, --course and --dry-run");
        }
        Path file = Journals.toResume(resume);
        List<NodeAccess> nodes = source.accesses();
        if (nodes.isEmpty()) {
            throw new BadInput("--resume needs to reach the nodes: give --node NODE[=ACCESS] or --cluster FILE");
        }
        return ended(parts.hands().resume(file, nodes, consent, new ProgressLines(out())), file);
    }

    private static void reachable(Course course, List<NodeAccess> nodes) throws BadInput {
        Set<NodeName> reached = nodes.stream().map(NodeAccess::node).collect(Collectors.toSet());
        Set<NodeName> missing = new TreeSet<>();
        course.steps().forEach(step -> step.commands().forEach(command -> missing.add(command.node())));
        missing.removeAll(reached);
        if (!missing.isEmpty()) {
            throw new BadInput("the plan has commands for " + EvidenceText.names(missing)
                    + ", and no way there is given: add --node NODE=ACCESS or --cluster FILE");
        }
    }

    private boolean agreed(Course chosen, ConsentWords consent) {
        List<String> missing = consent.missing(chosen);
        List<String> strange = consent.strange(chosen);
        if (missing.isEmpty() && strange.isEmpty()) {
            return true;
        }
        out().println("The way " + chosen.id() + ": " + chosen.title());
        chosen.losses().forEach(loss -> Wrapped.print(out(), "  gives up ", Runbook.say(loss)));
        print("Nothing was touched. Consent is missing; read the plan (--dry-run), then add:", missing);
        print(
                "Consented to, but not in this plan; take away:",
                strange.stream().map(id -> "--consent " + Names.quote(id)).toList());
        return false;
    }

    private void print(String title, List<String> words) {
        if (!words.isEmpty()) {
            out().println(title);
            ConsentWords.paste(words).forEach(out()::println);
        }
    }

    private int ended(Parts.Ending ending, Path file) throws BadInput {
        switch (ending.result()) {
            case DONE -> {
                ending.words().forEach(word -> out().println("Note: " + word));
                out().println("Done and verified. Journal: " + file);
                return RabbitExit.OK;
            }
            case BAD_INPUT -> throw new BadInput(String.join("; ", ending.words()));
            case CONSENT_MISSING -> {
                print("Nothing was touched. Consent is missing; add:", ending.words());
                return RabbitExit.CONSENT_MISSING;
            }
            default -> {
                ending.words().forEach(word -> err().println("Failed: " + word));
                err().println("Journal: " + file + "; when the cause is mended, go on with --resume " + file);
                return RabbitExit.FAILED;
            }
        }
    }
}
