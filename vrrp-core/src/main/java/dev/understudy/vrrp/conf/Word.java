// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A word of a line: blanks separate, double quotes group, a quote also ends the word before it; there are no escapes.
 *
 * @param offset where it starts in the line
 */
record Word(String text, Located line, boolean quoted, int offset) {
    static List<Word> split(Located line) {
        return split(line, text -> text);
    }

    /** @param shared returns a text equal to the one it is given: thousands of routers consist of the same few words */
    static List<Word> split(Located line, UnaryOperator<String> shared) {
        List<Word> words = new ArrayList<>(4);
        int i = 0;
        while (i < line.length()) {
            if (Located.isBlank(line.charAt(i))) {
                i++;
            } else if (line.charAt(i) == '"') {
                int close = line.text().indexOf('"', i + 1);
                int end = close < 0 ? line.length() : close;
                words.add(new Word(line.text().substring(i + 1, end), line, true, i));
                i = end + 1;
            } else {
                int end = i;
                while (end < line.length() && !Located.isBlank(line.charAt(end)) && line.charAt(end) != '"') {
                    end++;
                }
                words.add(new Word(shared.apply(line.text().substring(i, end)), line, false, i));
                i = end;
            }
        }
        return words;
    }

    Place place() {
        return line.place(offset);
    }

    /** Whether someone thought that this starts a comment. */
    boolean slashes() {
        return !quoted && text.startsWith("//");
    }
}
