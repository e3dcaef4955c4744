// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.Collection;

/** Guesses which keyword was meant. A slip is seldom in the first letter, so only words that begin alike are compared. */
final class Spelling {
    private static final int FARTHEST = 3;
    private static final int LONG_WORD = 12;
    private static final int LONGEST = 64;

    private Spelling() {}

    /** Returns {@code ", did you mean 'x'?"}, or nothing if no keyword is near. */
    static String hint(String word, Collection<String> known) {
        String best = nearest(word, known);
        return best == null ? "" : ", did you mean '" + best + "'?";
    }

    /** Returns the nearest keyword within two edits, or three for a long word; null if there is none. */
    static String nearest(String word, Collection<String> known) {
        String best = null;
        int bestDistance = Math.min(word.length() < LONG_WORD ? 2 : FARTHEST, word.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(word, candidate);
            if (distance < bestDistance || distance == bestDistance && best != null && candidate.compareTo(best) < 0) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    private static int distance(String a, String b) {
        if (a.isEmpty()
                || a.length() > LONGEST
                || a.charAt(0) != b.charAt(0)
                || Math.abs(a.length() - b.length()) > FARTHEST) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
