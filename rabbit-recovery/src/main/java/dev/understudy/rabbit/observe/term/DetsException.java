// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

/** A dets file that cannot be read in a way one could vouch for. */
public final class DetsException extends TermException {

    private static final long serialVersionUID = 1L;

    DetsException(String problem) {
        super(problem);
    }
}
