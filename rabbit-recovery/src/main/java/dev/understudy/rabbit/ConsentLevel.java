// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

/** What a step may cost (rabbit-recovery 8). Ordered: who consents to one consents to those before it. */
public enum ConsentLevel {
    /** 0: nothing can be lost, it can be tried again. */
    SAFE,
    /** 1: redundancy or stale definitions only. */
    REDUNDANCY,
    /** 2: data that may be newer or unique elsewhere; each loss is named. */
    DATA,
    /** 3: certain loss, or a possible split brain. */
    FORCE;

    /** 0 to 3. */
    public int number() {
        return ordinal();
    }

    /** @throws IllegalArgumentException if the number is not 0 to 3 */
    public static ConsentLevel of(int number) {
        if (number < 0 || number > 3) {
            throw new IllegalArgumentException("a consent level is 0, 1, 2 or 3, not " + number);
        }
        return values()[number];
    }
}
