// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import java.time.Duration;
import java.util.Objects;

/**
 * What a link does to packets. Each is thrown for on its own.
 *
 * @param loss the share of packets that vanish, 0..1
 * @param duplication the share that arrives twice, 0..1
 * @param reordering the share that is held back by up to ten times the longest delay, so that later packets overtake it, 0..1; all others
 *     keep their order
 * @param minDelay the shortest way
 * @param maxDelay the longest way; between the two the delay varies evenly
 */
public record LinkProfile(double loss, double duplication, double reordering, Duration minDelay, Duration maxDelay) {
    /** A switched network without faults: 50 to 200 microseconds. */
    public static final LinkProfile GOOD =
            new LinkProfile(0, 0, 0, Duration.ofNanos(50_000), Duration.ofNanos(200_000));

    static final int HELD_BACK = 10;

    /** Checks the ranges of the components. */
    public LinkProfile {
        share("loss", loss);
        share("duplication", duplication);
        share("reordering", reordering);
        Objects.requireNonNull(minDelay, "minDelay");
        if (minDelay.isNegative() || maxDelay.compareTo(minDelay) < 0) {
            throw new IllegalArgumentException("delay " + minDelay + " .. " + maxDelay + " is not 0 or more, rising");
        }
    }

    private static void share(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(field + ' ' + value + " is not within 0..1");
        }
    }

    /** Returns the same link with another loss. */
    public LinkProfile withLoss(double value) {
        return new LinkProfile(value, duplication, reordering, minDelay, maxDelay);
    }

    /** Returns the same link with another duplication. */
    public LinkProfile withDuplication(double value) {
        return new LinkProfile(loss, value, reordering, minDelay, maxDelay);
    }

    /** Returns the same link with another reordering. */
    public LinkProfile withReordering(double value) {
        return new LinkProfile(loss, duplication, value, minDelay, maxDelay);
    }

    /** Returns the same link with another delay. */
    public LinkProfile withDelay(Duration min, Duration max) {
        return new LinkProfile(loss, duplication, reordering, min, max);
    }

    /** Returns whether every packet arrives, once, in order, within a millisecond. */
    boolean isCalm() {
        return loss == 0 && duplication == 0 && reordering == 0 && maxDelay.toNanos() <= 1_000_000;
    }
}
