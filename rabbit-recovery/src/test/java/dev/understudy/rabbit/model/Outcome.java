// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

/**
 * What a command gave: an exit code, which is not to be believed, and the telling part of its output (rabbit-recovery 5).
 *
 * @param code 0 ok, 64 wrong node state, 69 node down or any server error, 70 crash
 * @param text the part by which it is known
 */
record Outcome(int code, String text) {
    static final Outcome OK = new Outcome(0, "");

    static Outcome usage(String text) {
        return new Outcome(64, text);
    }

    static Outcome failed(String text) {
        return new Outcome(69, text);
    }

    boolean ok() {
        return code == 0;
    }
}
