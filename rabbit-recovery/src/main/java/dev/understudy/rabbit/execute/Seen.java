// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import java.util.Objects;

/**
 * What looking up a condition gave.
 *
 * @param verdict whether it holds
 * @param text what was seen, or why it cannot be told
 */
public record Seen(Verdict verdict, String text) {
    public Seen {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(text, "text");
    }

    /** It holds. */
    public static Seen holds(String text) {
        return new Seen(Verdict.HOLDS, text);
    }

    /** It does not. */
    public static Seen not(String text) {
        return new Seen(Verdict.DOES_NOT_HOLD, text);
    }

    /** It cannot be told. */
    public static Seen unknown(String why) {
        return new Seen(Verdict.CANNOT_BE_TOLD, why);
    }

    static Seen of(boolean holds, String text) {
        return holds ? holds(text) : not(text);
    }

    /** Whether it holds; what cannot be told does not count as holding. */
    public boolean held() {
        return verdict == Verdict.HOLDS;
    }

    /** The answers. */
    public enum Verdict {
        HOLDS,
        DOES_NOT_HOLD,
        CANNOT_BE_TOLD
    }
}
