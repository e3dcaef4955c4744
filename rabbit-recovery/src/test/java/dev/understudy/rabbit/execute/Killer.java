// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

/** Kills an executor at one of its moments: a line of the journal to be written, a line of shell to be run, its end. Thread-safe. */
final class Killer {
    private final int at;
    private int moments;
    private boolean killed;

    private Killer(int at) {
        this.at = at;
    }

    static Killer never() {
        return new Killer(Integer.MAX_VALUE);
    }

    /** @param moment counted from 1 */
    static Killer at(int moment) {
        return new Killer(moment);
    }

    /** What is dead does nothing more, on no thread. */
    synchronized void moment() {
        if (killed || ++moments >= at) {
            killed = true;
            throw new Killed();
        }
    }

    synchronized int moments() {
        return moments;
    }

    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
