// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command the way keepalived does without a shell: single or double quotes group, and a backslash stands for {@code \a \b \E \f
 * \n \r \t \v}, an octal {@code \nnn}, a hexadecimal {@code \xXX}, a control character {@code \cC} or the next character itself.
 */
final class Argv {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private StringBuilder word;
    private int at;

    private Argv(String text) {
        this.text = text;
    }

    /** Returns the words; throws IllegalArgumentException if a quotation is not closed. */
    static List<String> split(String text) {
        Argv argv = new Argv(text);
        argv.read();
        return List.copyOf(argv.words);
    }

    private void read() {
        char quote = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                append(escape());
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                word = word == null ? new StringBuilder() : word;
            } else if (quote == 0 && Located.isBlank(c)) {
                end();
            } else {
                append(c);
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("the quotation that starts with " + quote + " is not closed");
        }
        end();
    }

    private void append(char c) {
        word = word == null ? new StringBuilder() : word;
        word.append(c);
    }

    private void end() {
        if (word != null) {
            words.add(word.toString());
            word = null;
        }
    }

    private char escape() {
        char c = text.charAt(at++);
        return switch (c) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'E' -> 27;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case 'c' -> at < text.length() ? (char) (text.charAt(at++) & 0x1f) : 'c';
            case 'x' -> digits(16, 2, c);
            default -> {
                if (Character.digit(c, 8) < 0) {
                    yield c;
                }
                at--;
                yield digits(8, 3, c);
            }
        };
    }

    private char digits(int radix, int most, char otherwise) {
        int value = 0;
        int count = 0;
        while (count < most && at < text.length() && Character.digit(text.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at++), radix);
            count++;
        }
        return count == 0 ? otherwise : (char) (value & 0xff);
    }
}
