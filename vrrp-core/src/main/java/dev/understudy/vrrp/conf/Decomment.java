// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/**
 * Removes comments from one physical line. A {@code #} or {@code !} outside double quotes starts one anywhere, also inside a word;
 * {@code \#} and {@code \!} stand for the character itself; a final {@code \} says that the next line goes on.
 */
final class Decomment {
    private final Report report;

    Decomment(Report report) {
        this.report = report;
    }

    /**
     * A line without its comment.
     *
     * @param continued whether it ended in a backslash, which is not part of the text any more
     * @param quoted whether a quotation is open at its end
     */
    record Line(Located text, boolean continued, boolean quoted) {}

    Line first(Located line) {
        return strip(line, false, true);
    }

    Line next(Located line, boolean quoted) {
        return strip(line, quoted, true);
    }

    /** Comments that substitution brought in are meant: nothing is said about them. */
    Located again(Located line) {
        return strip(line, false, false).text();
    }

    private Line strip(Located line, boolean quotedBefore, boolean remark) {
        if (!quotedBefore && isPlain(line)) {
            return new Line(line.strip(), false, false);
        }
        boolean quoted = quotedBefore;
        int[] kept = new int[line.length()];
        int count = 0;
        int i = 0;
        while (!quoted && i < line.length() && Located.isBlank(line.charAt(i))) {
            i++;
        }
        boolean continued = false;
        for (; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                if (i + 1 == line.length()) {
                    continued = true;
                    break;
                }
                boolean literal = !quoted && isComment(line.charAt(i + 1));
                if (!literal) {
                    kept[count++] = i;
                }
                kept[count++] = ++i;
            } else if (!quoted && isComment(c)) {
                remarkGlued(line, i, remark);
                break;
            } else {
                quoted ^= c == '"';
                kept[count++] = i;
            }
        }
        if (!continued && !quoted) {
            while (count > 0 && Located.isBlank(line.charAt(kept[count - 1]))) {
                count--;
            }
        }
        return new Line(line.pick(kept, count), continued, quoted);
    }

    /** Whether nothing in the line means anything here, as in almost every line. */
    private static boolean isPlain(Located line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (isComment(c) || c == '\\' || c == '"') {
                return false;
            }
        }
        return true;
    }

    private static boolean isComment(char c) {
        return c == '#' || c == '!';
    }

    private void remarkGlued(Located line, int at, boolean remark) {
        if (!remark || at == 0 || " \t{}\"".indexOf(line.charAt(at - 1)) >= 0) {
            return;
        }
        int start = at;
        while (start > 0 && " \t{}\"".indexOf(line.charAt(start - 1)) < 0) {
            start--;
        }
        report.lint(
                line.place(at),
                "'" + line.charAt(at) + "' starts a comment inside a word: the value ends at '" + line.part(start, at)
                        + "'; put the value in double quotes or write '\\" + line.charAt(at) + "'");
    }
}
