// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

/** What the rabbit commands exit with. */
final class RabbitExit {
    static final int OK = 0;
    static final int INTERNAL = 1;
    static final int BAD_INPUT = 2;
    static final int REFUSED = 3;
    static final int CONSENT_MISSING = 4;
    static final int FAILED = 5;

    private RabbitExit() {}
}
