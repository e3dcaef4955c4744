// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.Objects;

/**
 * One remark on one place of a configuration file.
 *
 * @param file the file as it was named, or as the include that led to it resolves
 * @param line counted from 1
 * @param column counted from 1 in characters; a tab is one
 * @param severity how much it matters
 * @param message what was found, what it leads to, and what was expected
 */
public record Diagnostic(String file, int line, int column, Severity severity, String message) {
    /** Checks that nothing is missing. */
    public Diagnostic {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
    }

    /** Returns {@code file:line:column: severity: message}. */
    @Override
    public String toString() {
        return file + ':' + line + ':' + column + ": " + severity + ": " + message;
    }
}
