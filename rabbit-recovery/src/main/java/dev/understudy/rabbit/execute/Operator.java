// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

/** The person who can answer what no command can. */
@FunctionalInterface
public interface Operator {
    /**
     * Asks.
     *
     * @return whether the answer was yes; no answer is no. The run then stops and can be resumed
     * @throws InterruptedException if the thread was interrupted
     */
    boolean confirm(String question) throws InterruptedException;
}
