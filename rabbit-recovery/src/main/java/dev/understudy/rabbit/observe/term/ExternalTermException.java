// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

/** Bytes that are no term of the external term format: the message ends with the offset. */
public final class ExternalTermException extends TermException {

    private static final long serialVersionUID = 1L;

    ExternalTermException(int offset, String problem) {
        super(problem + " at byte " + offset + " of the term");
    }
}
