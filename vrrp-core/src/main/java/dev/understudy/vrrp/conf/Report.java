// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects diagnostics: each once, in the order of the files, and not without end. */
final class Report {
    private static final int MOST = 500;

    /** Bounded apart, so that a refusal is not lost among remarks. */
    private final Set<Diagnostic> refusals = new LinkedHashSet<>();

    private final Set<Diagnostic> remarks = new LinkedHashSet<>();
    private final Map<String, Integer> files = new LinkedHashMap<>();
    private boolean refused;

    void refuse(Place place, String message) {
        add(place, Severity.REFUSE, message);
    }

    void warn(Place place, String message) {
        add(place, Severity.WARNING, message);
    }

    void lint(Place place, String message) {
        add(place, Severity.LINT, message);
    }

    /** Fixes the place of a file in the order of the report. */
    void opened(String file) {
        files.putIfAbsent(file, files.size());
    }

    boolean refused() {
        return refused;
    }

    private void add(Place place, Severity severity, String message) {
        refused |= severity == Severity.REFUSE;
        opened(place.file());
        Set<Diagnostic> found = severity == Severity.REFUSE ? refusals : remarks;
        if (found.size() <= MOST) {
            String text = found.size() < MOST ? message : "and more: only the first " + MOST + " are listed";
            found.add(new Diagnostic(place.file(), place.line(), place.column(), severity, text));
        }
    }

    List<Diagnostic> sorted() {
        List<Diagnostic> all = new ArrayList<>(refusals);
        all.addAll(remarks);
        all.sort(Comparator.comparingInt((Diagnostic d) -> files.getOrDefault(d.file(), Integer.MAX_VALUE))
                .thenComparingInt(Diagnostic::line)
                .thenComparingInt(Diagnostic::column));
        return List.copyOf(all);
    }
}
