// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.track;

import java.util.List;

/** How the health of what a router tracks becomes its effective priority, or a fault: keepalived's arithmetic. */
public final class PriorityPolicy {
    private static final int OWNER = 255;

    private PriorityPolicy() {}

    /**
     * Returns the base priority with every weight applied, kept within 1..254. An owner's priority never changes.
     *
     * @param base the configured priority, 1..255
     */
    public static int priority(int base, List<Tracked> tracked, long nowNanos) {
        if (base == OWNER) {
            return base;
        }
        int priority = base;
        for (int i = 0; i < tracked.size(); i++) {
            Tracked t = tracked.get(i);
            Health health = t.health(nowNanos);
            boolean counts = t.weight() > 0 ? health == Health.UP : health == Health.DOWN;
            priority += counts ? t.weight() : 0;
        }
        return Math.max(1, Math.min(OWNER - 1, priority));
    }

    /** Returns the first tracker without weight that is not UP, or null if none stands in the way. */
    static Tracked obstacle(List<Tracked> tracked, long nowNanos) {
        for (int i = 0; i < tracked.size(); i++) {
            Tracked t = tracked.get(i);
            if (t.weight() == 0 && t.health(nowNanos) != Health.UP) {
                return t;
            }
        }
        return null;
    }
}
