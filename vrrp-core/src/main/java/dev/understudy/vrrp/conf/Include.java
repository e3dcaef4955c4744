// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code include[r|m|w|b|a] PATTERN}, relative to the including file. Directories and executable files are left out, as in keepalived. The
 * letters say what must exist: r matching files are readable, m and a plain file exists, w and wild cards match, b and so does each
 * alternative in braces, a all of it.
 */
final class Include {
    private static final Pattern LINE = Pattern.compile("include([rmwba]?)[ \\t]+(.+)");
    private static final int DEEPEST = 16;
    private static final int MOST_FILES = 500;

    private final ConfSource source;
    private final Report report;
    private final BiConsumer<Path, SourceText> reader;
    private final Deque<Path> open = new ArrayDeque<>();
    private int files;

    Include(ConfSource source, Report report, BiConsumer<Path, SourceText> reader) {
        this.source = source;
        this.report = report;
        this.reader = reader;
    }

    static boolean isOne(String line) {
        return line.startsWith("include") && LINE.matcher(line).matches();
    }

    void root(Path file) {
        Place place = new Place(file.toString(), 1, 1);
        switch (source.kind(file)) {
            case ABSENT -> report.refuse(place, "there is no such file, or it must not be read");
            case OTHER -> report.refuse(place, "not a regular file");
            default -> read(file, place);
        }
    }

    void read(Located line, Path directory) {
        Matcher matcher = LINE.matcher(line.text());
        if (!matcher.matches()) {
            throw new IllegalStateException("not an include: " + line);
        }
        char strict = matcher.group(1).isEmpty() ? ' ' : matcher.group(1).charAt(0);
        Place place = line.place(matcher.start(2));
        String pattern = matcher.group(2).strip().replaceAll("^\"(.*)\"$", "$1");
        List<String> alternatives = Glob.alternatives(pattern);
        boolean any = false;
        for (String alternative : alternatives) {
            boolean found = alternative(alternative, directory, place);
            any |= found;
            boolean each = alternatives.size() == 1 || strict == 'b' || strict == 'a';
            if (!found && each) {
                missing(alternative, strict, place);
            }
        }
        if (!any && alternatives.size() > 1 && strict != 'b' && strict != 'a') {
            missing(pattern, strict, place);
        }
    }

    /** Reads what one pattern stands for; returns whether there was anything. */
    private boolean alternative(String pattern, Path directory, Place place) {
        List<Path> found;
        try {
            found = Glob.expand(pattern, directory, source);
        } catch (IOException | InvalidPathException e) {
            report.refuse(place, "cannot look for '" + pattern + "': " + e.getMessage());
            return true;
        }
        for (Path file : new ArrayList<>(found)) {
            switch (source.kind(file)) {
                case EXECUTABLE ->
                    report.lint(
                            place, file + " is executable: keepalived does not include it, nor is it included here");
                case PLAIN -> read(file, place);
                default -> found.remove(file);
            }
        }
        return !found.isEmpty();
    }

    private void missing(String pattern, char strict, Place place) {
        boolean demanded = Glob.isWild(pattern) ? "wba".indexOf(strict) >= 0 : "mwba".indexOf(strict) >= 0;
        if (demanded) {
            report.refuse(place, "'" + pattern + "' includes nothing, and include" + strict + " demands that it does");
        } else if (Glob.isWild(pattern)) {
            report.warn(place, "'" + pattern + "' includes nothing");
        } else {
            report.lint(place, "'" + pattern + "' does not exist: keepalived only logs that; includem would refuse it");
        }
    }

    private void read(Path file, Place place) {
        Path key = file.toAbsolutePath().normalize();
        if (open.contains(key)) {
            report.refuse(place, file + " includes itself");
        } else if (open.size() >= DEEPEST || files >= MOST_FILES) {
            report.refuse(place, "more than " + DEEPEST + " includes in each other or " + MOST_FILES + " in all");
        } else {
            files++;
            open.push(key);
            report.opened(file.toString());
            try {
                reader.accept(file, SourceText.decode(file.toString(), source.read(file)));
            } catch (IOException e) {
                report.refuse(place, "cannot read " + file + ": " + e.getMessage());
            }
            open.pop();
        }
    }
}
