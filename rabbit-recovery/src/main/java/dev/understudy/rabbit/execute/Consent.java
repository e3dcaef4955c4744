// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.ConsentLevel;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.Loss;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the operator agrees to give up: a level, and each loss by its {@link Loss#id()}. There is no word for "everything" (rabbit-recovery 8).
 *
 * @param level the highest level agreed to
 * @param losses the ids of the losses agreed to
 */
public record Consent(ConsentLevel level, Set<String> losses) {
    private static final String LEVEL = "level=";

    public Consent {
        Objects.requireNonNull(level, "level");
        losses = Set.copyOf(losses);
    }

    /** Consent to nothing that costs anything. */
    public static Consent none() {
        return new Consent(ConsentLevel.SAFE, Set.of());
    }

    /**
     * Reads words such as {@code level=2} and {@code queue=/:orders}.
     *
     * @throws IllegalArgumentException for a word of another form, or two different levels; the message names it
     */
    public static Consent parse(Collection<String> words) {
        ConsentLevel level = null;
        Set<String> losses = new TreeSet<>();
        for (String word : words) {
            if (word.startsWith(LEVEL)) {
                ConsentLevel said = level(word);
                if (level != null && level != said) {
                    throw new IllegalArgumentException(
                            "two consent levels: " + level.number() + " and " + said.number());
                }
                level = said;
            } else {
                losses.add(loss(word));
            }
        }
        return new Consent(level == null ? ConsentLevel.SAFE : level, losses);
    }

    /** The words that {@link #parse} makes this of. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(LEVEL + level.number());
        words.addAll(new TreeSet<>(losses));
        return words;
    }

    /** The words to add until the course may be run; empty if it may. */
    public List<String> missing(Course course) {
        List<String> missing = new ArrayList<>();
        if (course.level().compareTo(level) > 0) {
            missing.add(LEVEL + course.level().number());
        }
        course.losses().stream()
                .map(Loss::id)
                .distinct()
                .filter(id -> !losses.contains(id))
                .forEach(missing::add);
        return missing;
    }

    /** The ids that name no loss of the course: misspelt, or meant for another plan. */
    public List<String> unknown(Course course) {
        List<String> known = course.losses().stream().map(Loss::id).toList();
        return losses.stream().filter(id -> !known.contains(id)).sorted().toList();
    }

    private static ConsentLevel level(String word) {
        String number = word.substring(LEVEL.length());
        if (!number.matches("[0-3]")) {
            throw new IllegalArgumentException("a consent level is 0, 1, 2 or 3: '" + word + "'");
        }
        return ConsentLevel.of(Integer.parseInt(number));
    }

    private static String loss(String word) {
        for (Loss.Kind kind : Loss.Kind.values()) {
            if (word.startsWith(kind.word() + "=")
                    && word.length() > kind.word().length() + 1) {
                return word;
            }
        }
        throw new IllegalArgumentException(
                "not a consent (expected such as level=2 or queue=/:orders): '" + word + "'");
    }
}
