// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.nio.file.Path;
import java.util.List;

/**
 * Replaces references in a line. The replacement is scanned again, so a definition that leads to itself would never end (C4 in
 * keepalived): the number of replacements and the length of the line are bounded.
 */
final class Substitution {
    private static final int MOST_REPLACEMENTS = 500;
    private static final int LONGEST_LINE = 16_384;

    private final Definitions definitions;
    private final Report report;
    private final Budget budget;

    Substitution(Definitions definitions, Report report, Budget budget) {
        this.definitions = definitions;
        this.report = report;
        this.budget = budget;
    }

    /**
     * The expanded line.
     *
     * @param more further lines, which a definition of several lines at the end of the line brought in
     * @param changed whether anything was replaced
     */
    record Expanded(Located line, List<Located> more, boolean changed) {}

    Expanded expand(Located original, Path directory) {
        Located line = original;
        int replacements = 0;
        int at = line.text().indexOf('$');
        while (at >= 0) {
            Reference reference = Reference.at(line.text(), at);
            List<Located> value = reference == null ? null : definitions.lookup(reference, line.place(at), directory);
            boolean last = reference != null && reference.end() == line.length();
            if (value == null || value.size() > 1 && !last) {
                at = line.text().indexOf('$', at + 1);
                continue;
            }
            String first = value.get(0).text();
            if (++replacements > MOST_REPLACEMENTS || line.length() + first.length() > LONGEST_LINE) {
                report.refuse(
                        original.start(),
                        "$" + reference.name() + " never ends: its definition leads to itself (keepalived hangs)");
                return new Expanded(Located.at(original.start(), ""), List.of(), true);
            }
            budget.spend(line.length() + first.length(), original.start());
            if (value.size() > 1) {
                // Its lines keep their own places: an error in them is best shown where they are written.
                return new Expanded(line.part(0, at).plus(value.get(0)), value.subList(1, value.size()), true);
            }
            line = line.replace(at, reference.end(), first);
            at = line.text().indexOf('$', at);
        }
        return new Expanded(line, List.of(), replacements > 0);
    }
}
