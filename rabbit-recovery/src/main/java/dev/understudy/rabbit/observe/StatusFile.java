// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.observe.term.Term;
import dev.understudy.rabbit.observe.term.TermReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** A text file of Erlang terms that should hold one. */
sealed interface StatusFile {
    record Missing() implements StatusFile {}

    /** @param why such as "is empty", to follow the file's name */
    record Unreadable(String why) implements StatusFile {}

    record Holds(Term term) implements StatusFile {}

    static StatusFile read(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Missing();
        }
        try {
            List<Term> terms = TermReader.readAll(file);
            if (terms.isEmpty()) {
                return new Unreadable(Files.size(file) == 0 ? "is empty" : "holds no term");
            }
            return terms.size() == 1
                    ? new Holds(terms.get(0))
                    : new Unreadable("holds " + terms.size() + " terms instead of one");
        } catch (IOException e) {
            return new Unreadable("cannot be read as Erlang's text (" + reason(e) + ")");
        }
    }

    static String reason(IOException e) {
        return e.getMessage() == null || e instanceof java.nio.file.FileSystemException ? e.toString() : e.getMessage();
    }

    /** A term that is there but not what it should be, shortened. */
    static Unreadable wrong(Term term, String expected) {
        String text = term.toString();
        return new Unreadable(
                "holds " + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + " instead of " + expected);
    }
}
