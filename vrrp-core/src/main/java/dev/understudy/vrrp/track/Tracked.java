// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.track;

import java.util.Objects;

/**
 * What a tracker means to one router.
 *
 * @param tracker the tracker, which several routers may share
 * @param weight 0: DOWN is a fault. Positive: added to the priority while UP. Negative: taken off while DOWN. Within -253..253
 * @param reverse whether UP and DOWN change places
 */
public record Tracked(Tracker tracker, int weight, boolean reverse) {
    private static final int MOST = 253;

    /** Checks the range of the weight. */
    public Tracked {
        Objects.requireNonNull(tracker, "tracker");
        if (weight < -MOST || weight > MOST) {
            throw new IllegalArgumentException("weight " + weight + " is not within -253..253");
        }
    }

    /** Returns a tracker whose DOWN is a fault. */
    public static Tracked asFault(Tracker tracker) {
        return new Tracked(tracker, 0, false);
    }

    Health health(long nowNanos) {
        Health health = tracker.health(nowNanos);
        if (!reverse || health == Health.UNKNOWN) {
            return health;
        }
        return health == Health.UP ? Health.DOWN : Health.UP;
    }
}
