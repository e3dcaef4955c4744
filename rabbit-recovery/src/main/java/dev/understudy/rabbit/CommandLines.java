// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.ArrayList;
import java.util.List;

/**
 * A command for the eye: a long one is broken after {@code &&}, where a shell reads on in the next line, so that the lines can still be
 * pasted together.
 */
final class CommandLines {
    private static final int WIDTH = 90;
    private static final String AND = " && ";

    private CommandLines() {}

    static List<String> of(String text) {
        if (text.length() <= WIDTH) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        int begun = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (text.startsWith(AND, i)) {
                lines.add((lines.isEmpty() ? "" : "  ") + text.substring(begun, i + AND.length() - 1));
                begun = i + AND.length();
                i = begun - 1;
            }
        }
        lines.add((lines.isEmpty() ? "" : "  ") + text.substring(begun));
        return lines;
    }
}
