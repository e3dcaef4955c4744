// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How far a journal says that its course has come. */
final class Progress {
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> ended = new HashSet<>();
    /** By step: the nodes. */
    private final Map<Integer, Set<String>> unanswered = new HashMap<>();

    private final Set<String> confirmed = new HashSet<>();
    private boolean done;
    private String pid = "unknown";

    void take(JournalLine line) {
        switch (line.event()) {
            case OPENED -> pid = line.text("pid").orElse(pid);
            case CONFIRMED -> line.text("question").ifPresent(confirmed::add);
            case BEGUN -> begun.add(line.step());
            case COMMAND -> unansweredAt(line).add(node(line));
            case ANSWERED -> unansweredAt(line).remove(node(line));
            case ENDED -> ended.add(line.step());
            case DONE -> done = true;
            case COURSE, FAILED -> {
                // Neither changes how far it has come.
            }
        }
    }

    private Set<String> unansweredAt(JournalLine line) {
        return unanswered.computeIfAbsent(line.step(), step -> new HashSet<>());
    }

    private static String node(JournalLine line) {
        return line.text("node").orElse("");
    }

    boolean begun(int step) {
        return begun.contains(step);
    }

    boolean ended(int step) {
        return ended.contains(step);
    }

    /** Whether a command of the step was begun and nobody knows how it ended: it may still be running. */
    boolean unanswered(int step) {
        return !unanswered.getOrDefault(step, Set.of()).isEmpty();
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
