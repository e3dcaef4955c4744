// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.Finding.Code;
import dev.understudy.rabbit.Finding.Severity;
import dev.understudy.rabbit.observe.term.Note;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects what is noteworthy about one directory. */
final class Findings {
    private final List<Finding> findings = new ArrayList<>();

    void note(Code code, Path file, String meaning) {
        add(new Finding(code, Severity.NOTE, file.toString(), meaning));
    }

    void warning(Code code, Path file, String meaning) {
        add(new Finding(code, Severity.WARNING, file.toString(), meaning));
    }

    void obstacle(Code code, Path file, String meaning) {
        add(new Finding(code, Severity.OBSTACLE, file.toString(), meaning));
    }

    /** What was odd about Mnesia's files. The torn end of a log is what every kill leaves and takes nothing away. */
    void odd(Path directory, List<Note> notes) {
        for (Note note : notes) {
            Path file = directory.resolve(note.file());
            if (note.text().startsWith("torn at")) {
                note(Code.OTHER, file, note.text() + "; Erlang drops it as well");
            } else {
                warning(Code.TABLE_NOT_READ, file, note.text());
            }
        }
    }

    private void add(Finding finding) {
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    List<Finding> list() {
        return findings;
    }
}
