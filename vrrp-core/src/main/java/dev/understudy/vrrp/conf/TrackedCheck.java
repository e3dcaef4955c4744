// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.Objects;

/**
 * A check and what its result means for one router.
 *
 * <p>Weight 0: a failing check is a fault, the router resigns. A positive weight is added to the priority while the check succeeds, a
 * negative one is subtracted while it fails; {@code reverse} swaps success and failure. The sum over all checks is clamped to 1..254 and
 * an owner's priority of 255 never changes. For a {@link FileCheck} the number in the file is multiplied by the weight.
 *
 * @param check what is watched
 * @param weight -253..253, 0 for a fault
 * @param reverse whether success and failure change places
 */
public record TrackedCheck(CheckDefinition check, int weight, boolean reverse) {
    /** The largest weight; larger ones are clamped, as keepalived does. */
    public static final int MOST_WEIGHT = 253;

    /** Checks the range of the weight. */
    public TrackedCheck {
        Objects.requireNonNull(check, "check");
        if (weight < -MOST_WEIGHT || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException("weight " + weight + " is not within -253..253");
        }
    }
}
