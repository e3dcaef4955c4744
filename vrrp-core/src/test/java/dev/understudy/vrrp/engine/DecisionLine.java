// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One line of decisions.txt: which circumstances it speaks of, and what must be seen then. */
record DecisionLine(
        int number,
        String rule,
        List<String> pattern,
        String next,
        String sends,
        String address,
        String timer,
        String interval) {
    private static final int CIRCUMSTANCES = 7;
    private static final int COLUMNS = 1 + CIRCUMSTANCES + 5;

    /** The seven columns on the left. */
    record Circumstances(
            String state, String event, String peer, String from, String preempt, String owner, String version) {
        List<String> columns() {
            return List.of(state, event, peer, from, preempt, owner, version);
        }

        boolean preempts() {
            return preempt.equals("yes");
        }

        boolean isOwner() {
            return owner.equals("yes");
        }

        boolean isV2() {
            return version.equals("2");
        }
    }

    static List<DecisionLine> readAll() {
        List<DecisionLine> lines = new ArrayList<>();
        int number = 0;
        for (String text : read().split("\n")) {
            number++;
            if (!text.isBlank() && !text.startsWith("#")) {
                lines.add(parse(number, text.trim().split("\\s+")));
            }
        }
        return lines;
    }

    private static String read() {
        try (InputStream in = DecisionLine.class.getResourceAsStream("decisions.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DecisionLine parse(int number, String[] words) {
        if (words.length != COLUMNS) {
            throw new IllegalArgumentException("line " + number + " has " + words.length + " columns");
        }
        int w = 1 + CIRCUMSTANCES;
        return new DecisionLine(
                number,
                words[0],
                List.of(words).subList(1, w),
                words[w],
                words[w + 1],
                words[w + 2],
                words[w + 3],
                words[w + 4]);
    }

    boolean matches(Circumstances circumstances) {
        List<String> actual = circumstances.columns();
        for (int i = 0; i < CIRCUMSTANCES; i++) {
            String wanted = pattern.get(i);
            if (!wanted.equals("*") && !Arrays.asList(wanted.split("\\|")).contains(actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Every combination that can occur: nobody has a higher priority than an owner. */
    static List<Circumstances> everything() {
        List<Circumstances> all = new ArrayList<>();
        for (String state : List.of("initialize", "faulted", "backup", "active")) {
            for (String event :
                    List.of("startup", "shutdown", "timer", "advert0", "advert", "fault", "recovery", "priority")) {
                for (String peer : List.of("lower", "equal", "higher")) {
                    for (String from : List.of("lower", "same", "higher")) {
                        for (int flags = 0; flags < 8; flags++) {
                            all.add(new Circumstances(
                                    state,
                                    event,
                                    peer,
                                    from,
                                    (flags & 1) == 0 ? "no" : "yes",
                                    (flags & 2) == 0 ? "no" : "yes",
                                    (flags & 4) == 0 ? "2" : "3"));
                        }
                    }
                }
            }
        }
        all.removeIf(c -> c.isOwner() && c.peer().equals("higher"));
        return all;
    }

    @Override
    public String toString() {
        return rule + " (line " + number + "): " + String.join(" ", pattern);
    }
}
