// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.json;

import java.util.Objects;

/**
 * A text is not the JSON document that it should be. The message is whole:
 * {@code hand.json:7:14: nodes[1].state: expected one of RUNNING, WAITING, ..., found "UP"}.
 */
public final class JsonFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final int line;
    private final int column;
    private final String path;
    private final String problem;

    JsonFormatException(String source, int line, int column, String path, String problem) {
        super(source + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + problem);
        this.source = Objects.requireNonNull(source, "source");
        this.line = line;
        this.column = column;
        this.path = path;
        this.problem = problem;
    }

    /** What the text was said to come from. */
    public String source() {
        return source;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column within the line, from 1. */
    public int column() {
        return column;
    }

    /** Where in the document, such as {@code nodes[1].disk.peers}; empty for the document itself. */
    public String path() {
        return path;
    }

    /** What is wrong there and what was expected. */
    public String problem() {
        return problem;
    }
}
