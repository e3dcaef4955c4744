// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.ArrayList;
import java.util.List;

/** Stage 1: physical lines without comments, grouped where a backslash continues them. */
final class Lines {
    private final SourceText source;
    private final Decomment decomment;
    private final Report report;
    private int next;

    Lines(SourceText source, Report report) {
        this.source = source;
        this.decomment = new Decomment(report);
        this.report = report;
        if (source.byteOrderMark()) {
            report.lint(
                    new Place(source.name(), 1, 1),
                    "a byte order mark: keepalived takes it for a part of the first word, remove it");
        }
    }

    /** Returns the next line with its continuation lines, or an empty list at the end of the file. */
    List<Located> next() {
        List<Located> parts = new ArrayList<>();
        boolean continued = true;
        boolean quoted = false;
        while (continued && next < source.lines().size()) {
            String text = source.lines().get(next++);
            Located line = Located.line(text, source.name(), next);
            Decomment.Line stripped = parts.isEmpty() ? decomment.first(line) : decomment.next(line, quoted);
            continued = stripped.continued();
            quoted = stripped.quoted();
            if (fits(text, stripped.text())) {
                parts.add(stripped.text());
            }
            if (quoted && !continued) {
                report.refuse(stripped.text().start(), "a double quote is not closed before the end of the line");
                quoted = false;
            }
        }
        // A skipped line is still a line: only the end of the file gives none.
        return parts.isEmpty() && next < source.lines().size() ? List.of(Located.line("", source.name(), next)) : parts;
    }

    private boolean fits(String raw, Located line) {
        if (line.isBlank()) {
            return true;
        }
        if (raw.indexOf('\0') >= 0) {
            report.refuse(line.start(), "a NUL character: keepalived ignores the whole line");
            return false;
        }
        // No character takes more than three bytes, so most lines need not be encoded to be measured.
        if (3 * raw.length() > SourceText.LONGEST_LINE && source.bytes(raw) > SourceText.LONGEST_LINE) {
            report.refuse(
                    line.start(),
                    "longer than " + SourceText.LONGEST_LINE + " bytes: keepalived ignores the whole line");
            return false;
        }
        return true;
    }
}
