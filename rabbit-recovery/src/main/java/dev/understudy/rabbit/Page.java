// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

/** Text in lines of at most 100 columns; commands stay whole. */
final class Page {
    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    void line(String line) {
        text.append(visible(line)).append('\n');
    }

    void blank() {
        if (text.length() > 0) {
            text.append('\n');
        }
    }

    /** A point of a list: its later lines stand under its first word. */
    void point(String indent, String mark, String sentence) {
        wrap(indent + mark, indent + " ".repeat(mark.length()), sentence);
    }

    void sentence(String indent, String sentence) {
        wrap(indent, indent, sentence);
    }

    private void wrap(String first, String others, String sentence) {
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : sentence.strip().split("\\s+")) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                line(line.toString());
                line = new StringBuilder(others);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        line(line.toString());
    }

    /** Names of queues may hold anything; none of it reaches the terminal as a control character. */
    private static String visible(String sentence) {
        StringBuilder out = new StringBuilder();
        sentence.codePoints().forEach(c -> {
            if (Character.isISOControl(c) && !Character.isWhitespace(c)) {
                out.append(String.format("\\x%02x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
