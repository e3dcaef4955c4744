// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import java.util.HashSet;
import java.util.Set;

/** How far a journal says that its course has come. */
final class Progress {
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> ended = new HashSet<>();
    private final Set<Integer> unanswered = new HashSet<>();
    private final Set<String> confirmed = new HashSet<>();
    private boolean done;
    private String pid = "unknown";

    void take(JournalLine line) {
        switch (line.event()) {
            case OPENED -> pid = line.text("pid").orElse(pid);
            case CONFIRMED -> line.text("question").ifPresent(confirmed::add);
            case BEGUN -> begun.add(line.step());
            case COMMAND -> unanswered.add(line.step());
            case ANSWERED -> unanswered.remove(line.step());
            case ENDED -> ended.add(line.step());
            case DONE -> done = true;
            case COURSE, FAILED -> {
                // Neither changes how far it has come.
            }
        }
    }

    boolean begun(int step) {
        return begun.contains(step);
    }

    boolean ended(int step) {
        return ended.contains(step);
    }

    /** Whether a command of the step was begun and nobody knows how it ended: it may still be running. */
    boolean unanswered(int step) {
        return unanswered.contains(step);
    }

    boolean confirmed(String question) {
        return confirmed.contains(question);
    }

    boolean done() {
        return done;
    }

    /** Of the executor that opened the journal last. */
    String pid() {
        return pid;
    }
}
