// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How far a journal says that its course has come. */
final class Progress {
    private final Set<Integer> ended = new HashSet<>();
    private final Map<Integer, StepCommands> commands = new HashMap<>();
    private final Set<String> confirmed = new HashSet<>();
    private boolean done;
    private String pid = "unknown";

    void take(JournalLine line) {
        switch (line.event()) {
            case OPENED -> pid = line.text("pid").orElse(pid);
            case CONFIRMED -> line.text("question").ifPresent(confirmed::add);
            case COMMAND ->
                commands(line.step()).begun(host(line), line.text("command").orElse(""));
            case ANSWERED ->
                commands(line.step())
                        .answered(host(line), line.text("status").orElse("").equals("0"));
            case ENDED -> ended.add(line.step());
            case DONE -> done = true;
            case FAILED -> commands.remove(line.step());
            case COURSE, BEGUN -> {
                // Neither changes anything about how far it has come.
            }
        }
    }

    boolean ended(int step) {
        return ended.contains(step);
    }

    /** What became of the step's commands since it last failed, if it did. */
    StepCommands commands(int step) {
        return commands.computeIfAbsent(step, number -> new StepCommands());
    }

    private static String host(JournalLine line) {
        return line.text("node").orElse("");
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
