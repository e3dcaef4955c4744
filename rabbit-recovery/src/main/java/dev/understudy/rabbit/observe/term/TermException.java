// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import java.io.IOException;

/** Bytes or text that are not the Erlang terms they should be. The message says where and what was expected. */
public abstract sealed class TermException extends IOException
        permits TermSyntaxException, ExternalTermException, DetsException {

    private static final long serialVersionUID = 1L;

    TermException(String message) {
        super(message);
    }
}
