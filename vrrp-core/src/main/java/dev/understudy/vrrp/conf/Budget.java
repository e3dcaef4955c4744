// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/**
 * Bounds the work one file can ask for. Loops, includes and definitions can multiply each other without any one of them being endless;
 * keepalived then never returns.
 */
final class Budget {
    private static final long CHARACTERS = 8_000_000;

    private long left = CHARACTERS;

    /** A line costs more than its characters: it becomes a statement, and perhaps a remark. */
    private static final int LINE = 50;

    /** Takes what handling a line of so many characters costs. */
    void spend(int characters, Place place) {
        left -= characters + LINE;
        if (left < 0) {
            throw new Exhausted(place, "the configuration expands to more than " + CHARACTERS + " characters");
        }
    }

    /** Ends the reading of the whole configuration; never leaves this package. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Place place;

        Exhausted(Place place, String message) {
            super(message, null, false, false);
            this.place = place;
        }

        Place place() {
            return place;
        }
    }
}
