// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.ArrayList;
import java.util.List;

/** The head of a {@code ~SEQ(var, start, step, end) text} or {@code ~LST(var, value, ...) text} line. */
record Sequence(List<String> variables, List<List<String>> rounds, int textStart) {
    private static final int MOST_ROUNDS = 10_000;

    static boolean isOne(String line) {
        return line.startsWith("~SEQ") || line.startsWith("~LST");
    }

    /** Reads the head; throws IllegalArgumentException with the reason if it is malformed. */
    static Sequence parse(String line) {
        int open = line.indexOf('(');
        int close = line.indexOf(')');
        if (open < 0 || close < open) {
            throw new IllegalArgumentException("expected '~SEQ(variable, ...) text' or '~LST(variable, ...) text'");
        }
        String kind = line.substring(0, open).strip();
        String head = line.substring(open + 1, close);
        return switch (kind) {
            case "~SEQ", "~SEQx" -> numbers(split(head), kind.endsWith("x"), close + 1);
            case "~LST" ->
                head.strip().startsWith("{") ? tuples(head.strip(), close + 1) : list(split(head), close + 1);
            default -> throw new IllegalArgumentException("'" + kind + "' is not known: expected ~SEQ, ~SEQx or ~LST");
        };
    }

    private static List<String> split(String head) {
        List<String> parts = new ArrayList<>();
        for (String part : head.split(",", -1)) {
            parts.add(part.strip());
        }
        checkName(parts.get(0));
        return parts;
    }

    private static void checkName(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("'" + name + "' is not a variable name");
        }
    }

    private static Sequence numbers(List<String> parts, boolean hex, int textStart) {
        if (parts.size() < 2 || parts.size() > 4) {
            throw new IllegalArgumentException(
                    "expected (variable, end), (variable, start, end) or (variable, start, step, end)");
        }
        long end = number(parts.get(parts.size() - 1));
        long start = parts.size() > 2 ? number(parts.get(1)) : end < 0 ? -1 : 1;
        long step = parts.size() == 4 ? number(parts.get(2)) : start <= end ? 1 : -1;
        if (step == 0 || step > 0 && start > end || step < 0 && start < end) {
            throw new IllegalArgumentException("from " + start + " to " + end + " never ends with step " + step);
        }
        if ((end - start) / step >= MOST_ROUNDS) {
            throw new IllegalArgumentException("more than " + MOST_ROUNDS + " rounds");
        }
        if (hex && (start < 0 || end < 0)) {
            throw new IllegalArgumentException("~SEQx counts in positive numbers only");
        }
        List<List<String>> rounds = new ArrayList<>();
        for (long i = start; step > 0 ? i <= end : i >= end; i += step) {
            rounds.add(List.of(hex ? Long.toHexString(i) : Long.toString(i)));
        }
        return new Sequence(List.of(parts.get(0)), rounds, textStart);
    }

    /** C notation: 0x is hexadecimal, a leading 0 octal. */
    private static long number(String text) {
        try {
            return Integer.decode(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
    }

    private static Sequence list(List<String> parts, int textStart) {
        List<List<String>> rounds = new ArrayList<>();
        for (String value : parts.subList(1, parts.size())) {
            rounds.add(List.of(value));
        }
        return new Sequence(List.of(parts.get(0)), rounds, textStart);
    }

    private static Sequence tuples(String head, int textStart) {
        List<List<String>> groups = new ArrayList<>();
        int at = 0;
        while (at < head.length()) {
            int open = head.indexOf('{', at);
            int close = head.indexOf('}', at);
            if (open < 0 || close < open || !head.substring(at, open).matches("[ \\t,]*")) {
                throw new IllegalArgumentException("expected '{a, b}, {1, 2}, ...'");
            }
            List<String> group = new ArrayList<>();
            for (String part : head.substring(open + 1, close).split(",", -1)) {
                group.add(part.strip());
            }
            groups.add(group);
            at = close + 1;
        }
        List<String> names = groups.get(0);
        names.forEach(Sequence::checkName);
        if (groups.stream().anyMatch(g -> g.size() != names.size())) {
            throw new IllegalArgumentException("every group needs " + names.size() + " values");
        }
        return new Sequence(names, groups.subList(1, groups.size()), textStart);
    }
}
