// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The patterns of {@code include}: braces for alternatives, then {@code *}, {@code ?} and brackets within one directory level. */
final class Glob {
    private static final int MOST_ALTERNATIVES = 256;

    private Glob() {}

    /** Expands {@code a{b,c}d} to {@code abd} and {@code acd}; a brace without its partner stands for itself. */
    static List<String> alternatives(String pattern) {
        List<String> done = new ArrayList<>();
        List<String> open = new ArrayList<>(List.of(pattern));
        while (!open.isEmpty() && done.size() + open.size() <= MOST_ALTERNATIVES) {
            String next = open.remove(open.size() - 1);
            int close = next.indexOf('}');
            int start = close < 0 ? -1 : next.lastIndexOf('{', close);
            if (start < 0) {
                done.add(0, next);
                continue;
            }
            for (String choice : next.substring(start + 1, close).split(",", -1)) {
                open.add(next.substring(0, start) + choice + next.substring(close + 1));
            }
        }
        return done;
    }

    static boolean isWild(String pattern) {
        return pattern.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    /** Returns the existing paths a pattern without braces stands for, sorted; without wild cards that is the path itself. */
    static List<Path> expand(String pattern, Path directory, ConfSource source) throws IOException {
        Path whole = directory.resolve(pattern);
        List<Path> found = new ArrayList<>();
        found.add(whole.isAbsolute() ? whole.getRoot() : Path.of(""));
        for (Path part : whole) {
            List<Path> next = new ArrayList<>();
            for (Path base : found) {
                if (!isWild(part.toString())) {
                    next.add(base.resolve(part));
                    continue;
                }
                Pattern regex = regex(part.toString());
                for (Path entry : source.list(base)) {
                    Path name = entry.getFileName();
                    if (name != null && regex.matcher(name.toString()).matches()) {
                        next.add(base.resolve(name));
                    }
                }
            }
            found = next;
        }
        found.removeIf(p -> source.kind(p) == ConfSource.Kind.ABSENT);
        found.sort(null);
        return found;
    }

    private static Pattern regex(String glob) {
        // As in a shell, a wild card does not stand for the dot of a hidden file.
        StringBuilder regex = new StringBuilder(glob.startsWith(".") ? "" : "(?!\\.)");
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (close > 0) {
                String set = glob.substring(i + 1, close)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("&", "\\&");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = close;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.compile(regex.toString());
        } catch (PatternSyntaxException e) {
            return Pattern.compile(Pattern.quote(glob));
        }
    }
}
