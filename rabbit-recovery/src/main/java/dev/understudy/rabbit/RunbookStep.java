// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One step of a runbook. What a person has just looked at, or need not be told, is left out. */
final class RunbookStep {
    private static final String INDENT = "     ";

    private final Page page;
    private final List<Step> all;
    private final Step step;
    private final boolean question;

    private RunbookStep(Page page, List<Step> all, Step step) {
        this.page = page;
        this.all = all;
        this.step = step;
        this.question = step.action() instanceof Action.AskOperator;
    }

    static void write(Page page, List<Step> all, Step step) {
        new RunbookStep(page, all, step).write();
    }

    private void write() {
        page.blank();
        String number = step.number() + ".";
        page.point("  ", number + " ".repeat(Math.max(1, 3 - number.length())), Runbook.say(step.action()));
        page.sentence(INDENT, "Why: " + step.reason());
        checks("Before it, check that", before());
        commands();
        if (question) {
            page.sentence(INDENT, "Go on only if the answer is yes.");
            return;
        }
        checks("After it, check that", step.after());
        page.sentence(INDENT, "It may take up to " + Spans.say(step.limit()) + ".");
        if (!step.undo().startsWith("none needed")) {
            page.sentence(INDENT, "To undo it: " + step.undo());
        }
        cost();
    }

    /** What the step just before ended with need not be looked at again. */
    private List<Condition> before() {
        List<Condition> rest = new ArrayList<>(step.before());
        previous().ifPresent(previous -> rest.removeAll(previous.after()));
        return rest;
    }

    private Optional<Step> previous() {
        return all.stream().filter(other -> other.number() == step.number() - 1).findFirst();
    }

    /** Conditions that one line shows stand above it. */
    private void checks(String title, List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return;
        }
        page.line(INDENT + title);
        for (int i = 0; i < conditions.size(); i++) {
            page.point(INDENT + "  ", "- ", say(conditions.get(i)));
            String look = ConditionLooks.TABLE.say(conditions.get(i));
            boolean again = i + 1 < conditions.size() && look.equals(ConditionLooks.TABLE.say(conditions.get(i + 1)));
            boolean justRun =
                    step.commands().size() == 1 && step.commands().get(0).text().equals(look);
            if (!look.isEmpty() && !again && !justRun) {
                page.line(INDENT + "      look: " + look);
            }
        }
    }

    private String say(Condition condition) {
        if (condition instanceof Condition.Confirmed confirmed) {
            for (Step other : all) {
                if (other.action() instanceof Action.AskOperator ask
                        && ask.question().equals(confirmed.question())) {
                    return "the question of step " + other.number() + " was answered with yes";
                }
            }
        }
        return Runbook.say(condition);
    }

    /** Lines of one host stand under its name once. */
    private void commands() {
        String how = step.action() instanceof Action.StartTogether
                ? ", run at the same time as on the others:"
                : step.action() instanceof Action.Await ? ", run again and again until it succeeds:" : ", run:";
        NodeName host = null;
        for (Command command : step.commands()) {
            if (!command.node().equals(host)) {
                host = command.node();
                page.line(INDENT + "On " + host.host() + " (" + host + ")" + how);
            }
            CommandLines.of(command.text()).forEach(line -> page.line(INDENT + "    " + line));
            if (!command.doneBefore().isEmpty()) {
                page.sentence(
                        INDENT + "  ",
                        "If it fails and says " + String.join(" or ", command.doneBefore())
                                + ", it had been done before.");
            }
        }
    }

    private void cost() {
        if (step.losses().isEmpty() && step.level() == ConsentLevel.SAFE) {
            return;
        }
        if (step.losses().isEmpty()) {
            page.sentence(INDENT, "It costs: " + Runbook.say(step.level()) + ".");
            return;
        }
        page.sentence(INDENT, "It costs (" + Runbook.say(step.level()) + "):");
        step.losses().forEach(loss -> page.point(INDENT + "  ", "- ", loss.toString()));
    }
}
