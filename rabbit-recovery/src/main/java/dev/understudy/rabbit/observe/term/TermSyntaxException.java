// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

/** Text that is no Erlang term: the message begins with line and column. */
public final class TermSyntaxException extends TermException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    TermSyntaxException(int line, int column, String problem) {
        super("line " + line + ", column " + column + ": " + problem);
        this.line = line;
        this.column = column;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column in characters, from 1. */
    public int column() {
        return column;
    }
}
