// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

/** An option or a file that cannot be used: the message names it and says what was expected. */
final class RabbitBadInput extends Exception {
    private static final long serialVersionUID = 1L;

    RabbitBadInput(String message) {
        super(message);
    }
}
