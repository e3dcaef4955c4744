// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.List;

/**
 * A plan as a person can follow it by hand at three in the morning: every step with its exact lines, what is looked at before and after,
 * how long it may take, how to go back and what it costs. What one way has in common with the recommended one stands there only. Pure and
 * thread-safe; the same plan is the same text. Lines end at 100 columns, commands excepted.
 */
public final class Runbook {
    private Runbook() {}

    /** The whole plan: what is believed and why, warnings, then either the refusals or the courses, the recommended one first. */
    public static String render(RecoveryPlan plan) {
        Page page = new Page();
        section(page, "What is believed, and why", plan.beliefs());
        section(page, "Warnings", plan.warnings());
        if (plan.refused()) {
            refusals(page, plan.refusals());
        }
        int number = 1;
        for (Course course : plan.courses()) {
            page.blank();
            String which = plan.courses().size() == 1
                    ? "The way"
                    : "Way " + number + " of " + plan.courses().size();
            page.line(which + (number == 1 && plan.courses().size() > 1 ? " (recommended): " : ": ") + course.id());
            course(page, course, number == 1 ? List.of() : plan.courses().get(0).steps());
            number++;
        }
        return page.toString();
    }

    /** One course alone. */
    public static String render(Course course) {
        Page page = new Page();
        page.line("The way: " + course.id());
        course(page, course, List.of());
        return page.toString();
    }

    /** What the action does, as a sentence. */
    public static String say(Action action) {
        return ActionWords.TABLE.say(action);
    }

    /** What the condition looks up, as the end of a sentence: {@code the broker of rabbit@hosta runs}. */
    public static String say(Condition condition) {
        return ConditionWords.TABLE.say(condition);
    }

    /** The command in lines that a shell reads as one command; a long one is broken where that can be done. */
    public static List<String> lines(Command command) {
        return CommandLines.of(command.text());
    }

    /** What is given up, by the name that consent needs, and why. */
    public static String say(Loss loss) {
        return loss.toString();
    }

    /** What consent to a level allows, in words. */
    public static String say(ConsentLevel level) {
        return "level " + level.number() + ", "
                + switch (level) {
                    case SAFE -> "nothing can be lost, it can be tried again";
                    case REDUNDANCY -> "redundancy or stale definitions only";
                    case DATA -> "data that may be newer or unique elsewhere";
                    case FORCE -> "certain loss, or a possible split brain";
                };
    }

    private static void section(Page page, String title, List<String> points) {
        if (!points.isEmpty()) {
            page.blank();
            page.line(title);
            points.forEach(point -> page.point("  ", "- ", point));
        }
    }

    private static void refusals(Page page, List<Refusal> refusals) {
        page.blank();
        page.line("Refused: no consent can make it right");
        for (Refusal refusal : refusals) {
            page.point("  ", "- ", refusal.code() + ": " + refusal.reason());
            page.sentence("    ", "What would help: " + refusal.remedy());
        }
    }

    /** Steps that a way has in common with the recommended one, from the first on, are told there. */
    private static void course(Page page, Course course, List<Step> told) {
        page.sentence("  ", course.title() + (course.title().endsWith(".") ? "" : "."));
        page.sentence("  ", "Risk: " + say(course.level()) + ".");
        if (!course.losses().isEmpty()) {
            page.line("  It gives up:");
            course.losses().forEach(loss -> page.point("    ", "- ", loss.toString()));
        }
        if (course.steps().isEmpty()) {
            page.sentence("  ", "There is nothing to do.");
            return;
        }
        page.sentence(
                "  ",
                "A step is done when all that is to be checked after it holds, whatever its commands exit with. Where all of"
                        + " it holds already, leave the step out. Stop where a check fails; a step without a cost of its"
                        + " own loses nothing and can be tried again.");
        int same = common(course.steps(), told);
        if (same > 0) {
            page.blank();
            page.sentence(
                    "  ", (same == 1 ? "Step 1: as" : "Steps 1 to " + same + ": as") + " in the recommended way.");
        }
        course.steps().stream().skip(same).forEach(step -> RunbookStep.write(page, course.steps(), step));
    }

    private static int common(List<Step> steps, List<Step> others) {
        int same = 0;
        while (same < steps.size() && same < others.size() && steps.get(same).equals(others.get(same))) {
            same++;
        }
        return same;
    }
}
