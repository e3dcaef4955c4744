// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import java.io.PrintWriter;

/** Sentences in lines of at most 100 columns, the later ones under the first word. */
final class Wrapped {
    private static final int WIDTH = 100;

    private Wrapped() {}

    /** Names of queues may hold anything; no control character reaches the terminal. */
    static String visible(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    static void print(PrintWriter out, String mark, String sentence) {
        StringBuilder line = new StringBuilder(mark);
        String gap = "";
        for (String word : visible(sentence).strip().split(" +")) {
            if (!gap.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line = new StringBuilder(" ".repeat(mark.length()));
                gap = "";
            }
            line.append(gap).append(word);
            gap = " ";
        }
        out.println(line);
    }
}
