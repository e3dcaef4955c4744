// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.List;

/** Lays out a configuration file: four blanks for each block, an empty line before each block of the top level. */
final class ConfWriter {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    void open(String head) {
        if (depth == 0) {
            text.append('\n');
        }
        line(head + " {");
        depth++;
    }

    void close() {
        depth--;
        line("}");
    }

    void comment(String comment) {
        line("# " + comment);
    }

    void line(String line) {
        text.append("    ".repeat(depth)).append(line).append('\n');
    }

    String text() {
        return text.toString();
    }

    /** A command in double quotes, each word that needs them in single ones. */
    static String command(List<String> argv) {
        StringBuilder command = new StringBuilder();
        for (String word : argv) {
            String escaped = word.replace("\\", "\\\\").replace("\"", "\\x22").replace("'", "\\x27");
            boolean plain = !word.isEmpty() && word.chars().noneMatch(c -> c <= ' ');
            command.append(command.length() == 0 ? "" : " ").append(plain ? escaped : "'" + escaped + "'");
        }
        return '"' + command.toString() + '"';
    }
}
