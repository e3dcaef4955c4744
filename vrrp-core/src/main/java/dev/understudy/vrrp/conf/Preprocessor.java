// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stage 2 and 3: conditional lines, definitions, sequences, includes, references, and the split at braces. What is left goes to the tree.
 */
final class Preprocessor {
    /** Sequences in sequences and definitions in definitions: more is a definition that leads to itself. */
    private static final int DEEPEST = 32;

    private final ConfOptions options;
    private final Report report;
    private final Budget budget;
    private final TreeBuilder tree;
    private final Definitions definitions;
    private final Substitution substitution;
    private final Decomment decomment;
    private final Include include;
    private final Set<String> notUtf8 = new TreeSet<>();
    private Path directory = Path.of("");

    Preprocessor(ConfOptions options, Report report, Budget budget, TreeBuilder tree) {
        this.options = options;
        this.report = report;
        this.budget = budget;
        this.tree = tree;
        this.definitions = new Definitions(options);
        this.substitution = new Substitution(definitions, report, budget);
        this.decomment = new Decomment(report);
        this.include = new Include(options.source(), report, this::source);
    }

    void read(Path file) {
        include.root(file);
    }

    /** The files whose characters are bytes. */
    Set<String> notUtf8() {
        return notUtf8;
    }

    private void source(Path file, SourceText text) {
        if (!text.utf8()) {
            notUtf8.add(text.name());
        }
        Path before = directory;
        directory = file.getParent() == null ? Path.of("") : file.getParent();
        Lines lines = new Lines(text, report);
        for (List<Located> parts = lines.next(); !parts.isEmpty(); parts = lines.next()) {
            raw(parts);
        }
        directory = before;
    }

    /** A line of a file; a definition keeps its continuation lines apart, anything else is one line. */
    private void raw(List<Located> parts) {
        Located first = conditional(parts.get(0));
        if (first == null) {
            return;
        }
        if (parts.size() > 1 && Definitions.valueStart(first.text()) >= 0) {
            define(first, parts.subList(1, parts.size()));
            return;
        }
        Located joined = first;
        for (Located part : parts.subList(1, parts.size())) {
            joined = joined.plus(part);
        }
        logical(joined, true, 0);
    }

    /** Returns what a {@code @WORD} line leaves on this host, or null if it is for others. */
    private Located conditional(Located line) {
        if (!line.text().startsWith("@")) {
            return line;
        }
        boolean inverse = line.text().startsWith("@^");
        int start = inverse ? 2 : 1;
        int end = start;
        while (end < line.length() && !Located.isBlank(line.charAt(end))) {
            end++;
        }
        boolean mine = line.text().substring(start, end).equals(options.configId());
        Located rest = line.from(end).strip();
        return mine == inverse || rest.isBlank() ? null : rest;
    }

    private void define(Located line, List<Located> continuation) {
        List<Located> lines = new ArrayList<>();
        lines.add(line.from(Definitions.valueStart(line.text())));
        continuation.stream().filter(part -> !part.isBlank()).forEach(lines::add);
        definitions.define(Definitions.nameOf(line.text()), lines);
    }

    /** @param raw whether the line begins a line of a file: only there an include may stand */
    private void logical(Located start, boolean raw, int depth) {
        Located line = start.strip();
        boolean first = raw;
        if (depth > DEEPEST) {
            report.refuse(
                    line.start(),
                    "sequences or definitions nest deeper than " + DEEPEST + ": does one lead to itself?");
            return;
        }
        while (!line.isBlank()) {
            budget.spend(line.length(), line.start());
            line = conditional(line);
            if (line == null || directive(line, first, depth)) {
                return;
            }
            Substitution.Expanded expanded = substitution.expand(line, directory);
            line = expanded.changed() ? decomment.again(expanded.line()) : expanded.line();
            if (expanded.changed() && misplaced(line)) {
                return;
            }
            line = braces(line);
            first = false;
            if (!expanded.more().isEmpty()) {
                // The reference was the last of the line: what it brings comes after all of it.
                logical(line, false, depth + 1);
                expanded.more().forEach(more -> logical(more, false, depth + 1));
                return;
            }
        }
    }

    /** Whether the line was a definition, a sequence or an include, and is done with. */
    private boolean directive(Located line, boolean first, int depth) {
        if (Definitions.valueStart(line.text()) >= 0) {
            define(line, List.of());
            return true;
        }
        if (Sequence.isOne(line.text())) {
            sequence(line, depth);
            return true;
        }
        if (!Include.isOne(line.text())) {
            return false;
        }
        if (first) {
            Substitution.Expanded expanded = substitution.expand(line, directory);
            if (expanded.changed()) {
                report.lint(line.start(), "a reference in an include: not every release of keepalived replaces it");
            }
            include.read(expanded.line(), directory);
        } else {
            report.refuse(line.start(), "include must be the first word of a line");
        }
        return true;
    }

    private void sequence(Located line, int depth) {
        Located head = line;
        try {
            int close = line.text().indexOf(')');
            if (close > 0) {
                head = substitution
                        .expand(line.part(0, close + 1), directory)
                        .line()
                        .plus(line.from(close + 1));
            }
            Sequence sequence = Sequence.parse(head.text());
            Located text = head.from(sequence.textStart());
            for (List<String> round : sequence.rounds()) {
                round(sequence.variables(), round, text, depth);
            }
        } catch (IllegalArgumentException e) {
            report.refuse(line.start(), e.getMessage());
        }
    }

    private void round(List<String> variables, List<String> values, Located text, int depth) {
        List<List<Located>> before = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            before.add(definitions.define(variables.get(i), List.of(Located.at(text.start(), values.get(i)))));
        }
        logical(text, false, depth + 1);
        for (int i = 0; i < variables.size(); i++) {
            definitions.restore(variables.get(i), before.get(i));
        }
    }

    /** keepalived reads what substitution puts at the start of a line in ways that depend on the release. */
    private boolean misplaced(Located line) {
        boolean odd = line.text().startsWith("@") || Include.isOne(line.text());
        if (odd) {
            report.refuse(
                    line.start(),
                    "'" + line.charAt(0) + "...' comes from a reference: write '@' and 'include' themselves");
        }
        return odd;
    }

    /** Gives the tree everything up to the first brace and the brace; returns the rest. */
    private Located braces(Located line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (!quoted && (c == '{' || c == '}')) {
                tree.line(line.part(0, i).strip());
                if (c == '{') {
                    tree.open(line.place(i));
                } else {
                    tree.close(line.place(i));
                }
                return line.from(i + 1).strip();
            }
        }
        tree.line(line.strip());
        return line.from(line.length());
    }
}
