// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.List;

/** One step of a runbook. */
final class RunbookStep {
    private static final String INDENT = "     ";

    private RunbookStep() {}

    static void write(Page page, Step step) {
        page.blank();
        String number = step.number() + ".";
        page.point("  ", number + " ".repeat(Math.max(1, 3 - number.length())), Runbook.say(step.action()));
        page.sentence(INDENT, "Why: " + step.reason());
        checks(page, "Before it, check that", step.before());
        commands(page, step);
        checks(page, "After it, check that", step.after());
        page.sentence(INDENT, "It may take up to " + Spans.say(step.limit()) + ".");
        page.sentence(INDENT, "To undo it: " + step.undo());
        cost(page, step);
    }

    private static void checks(Page page, String title, List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return;
        }
        page.line(INDENT + title);
        for (Condition condition : conditions) {
            page.point(INDENT + "  ", "- ", Runbook.say(condition));
            String look = ConditionLooks.TABLE.say(condition);
            if (!look.isEmpty()) {
                page.line(INDENT + "      look: " + look);
            }
        }
    }

    /** Lines of one host stand under its name once. */
    private static void commands(Page page, Step step) {
        boolean together = step.action() instanceof Action.StartTogether;
        NodeName host = null;
        for (Command command : step.commands()) {
            if (!command.node().equals(host)) {
                host = command.node();
                page.line(INDENT + "On " + host.host() + " (" + host + "), run"
                        + (together ? " at the same time as on the others:" : ":"));
            }
            page.line(INDENT + "    " + command.text());
            if (!command.doneBefore().isEmpty()) {
                page.sentence(
                        INDENT + "  ",
                        "If it fails and says " + String.join(" or ", command.doneBefore())
                                + ", it had been done before.");
            }
        }
    }

    private static void cost(Page page, Step step) {
        if (step.losses().isEmpty()) {
            page.sentence(INDENT, "It costs: " + Runbook.say(step.level()) + ".");
            return;
        }
        page.sentence(INDENT, "It costs (" + Runbook.say(step.level()) + "):");
        step.losses().forEach(loss -> page.point(INDENT + "  ", "- ", loss.toString()));
    }
}
