// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.ConsentLevel;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.Loss;
import dev.understudy.rabbit.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an operator agreed to: a level, each loss by its name, and the questions answered with yes. There is no word for all of them.
 *
 * @param losses ids of losses, such as {@code queue=/:orders}
 * @param confirmed questions, word for word
 */
record ConsentWords(ConsentLevel level, Set<String> losses, Set<String> confirmed) {
    ConsentWords {
        losses = Set.copyOf(losses);
        confirmed = Set.copyOf(confirmed);
    }

    static ConsentWords parse(List<String> consents, List<String> confirmed) throws BadInput {
        ConsentLevel level = ConsentLevel.SAFE;
        Set<String> losses = new LinkedHashSet<>();
        for (String word : consents) {
            if (word.matches("level=[0-3]")) {
                level = ConsentLevel.of(word.charAt(6) - '0');
            } else if (Arrays.stream(Loss.Kind.values()).anyMatch(kind -> word.startsWith(kind.word() + "="))) {
                losses.add(word);
            } else {
                throw new BadInput("--consent: '" + word
                        + "' is neither level=0 to level=3 nor the name of a loss ("
                        + String.join(
                                ", ",
                                Arrays.stream(Loss.Kind.values())
                                        .map(kind -> kind.word() + "=...")
                                        .toList())
                        + ")");
            }
        }
        return new ConsentWords(level, losses, new LinkedHashSet<>(confirmed));
    }

    /** All that the course needs, as option words ready to paste. */
    static List<String> words(Course course) {
        List<String> words = new ArrayList<>();
        if (course.level() != ConsentLevel.SAFE) {
            words.add("--consent level=" + course.level().number());
        }
        losses(course).forEach(id -> words.add("--consent " + Names.quote(id)));
        questions(course).forEach(question -> words.add("--confirm " + Names.quote(question)));
        return words;
    }

    /** The option words in lines that a shell takes as one, wherever they are pasted in. */
    static List<String> paste(List<String> words) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            lines.add("  " + words.get(i) + (i + 1 < words.size() ? " \\" : ""));
        }
        return lines;
    }

    /** What the course needs and was not given. */
    List<String> missing(Course course) {
        List<String> missing = new ArrayList<>();
        if (course.level().compareTo(level) > 0) {
            missing.add("--consent level=" + course.level().number());
        }
        losses(course).stream()
                .filter(id -> !losses.contains(id))
                .forEach(id -> missing.add("--consent " + Names.quote(id)));
        questions(course).stream()
                .filter(question -> !confirmed.contains(question))
                .forEach(question -> missing.add("--confirm " + Names.quote(question)));
        return missing;
    }

    /** Losses that were agreed to and that this course does not have: it was another plan that was agreed to. */
    List<String> strange(Course course) {
        return losses.stream()
                .filter(id -> !losses(course).contains(id))
                .sorted()
                .toList();
    }

    private static Set<String> losses(Course course) {
        Set<String> ids = new LinkedHashSet<>();
        course.losses().forEach(loss -> ids.add(loss.id()));
        return ids;
    }

    private static Set<String> questions(Course course) {
        Set<String> questions = new LinkedHashSet<>();
        for (Step step : course.steps()) {
            if (step.action() instanceof Action.AskOperator ask) {
                questions.add(ask.question());
            }
        }
        return questions;
    }
}
