// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

/** An option or a file that cannot be used: the message names it and says what was expected. */
final class BadInput extends Exception {
    private static final long serialVersionUID = 1L;

    BadInput(String message) {
        super(message);
    }
}
