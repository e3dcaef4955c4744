// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.engine.AddressPort;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Knows for each router when the last advert of an Active really left, so that any thread can ask whether it may still act as one
 * (self-fencing). Stands between the engine and the address holder, because both facts pass here.
 */
final class ActiveFence implements AddressPort {
    private static final long NOT_ACTIVE = Long.MIN_VALUE;

    private final AddressPort next;
    private final AtomicLongArray advertisedNanos;

    ActiveFence(AddressPort next, int routers) {
        this.next = next;
        advertisedNanos = new AtomicLongArray(routers);
        for (int i = 0; i < routers; i++) {
            advertisedNanos.setPlain(i, NOT_ACTIVE);
        }
    }

    @Override
    public void hold(int router, long nowNanos) {
        next.hold(router, nowNanos);
    }

    @Override
    public void unhold(int router, long nowNanos) {
        advertisedNanos.setRelease(router, NOT_ACTIVE);
        next.unhold(router, nowNanos);
    }

    @Override
    public void advertised(int router, long nowNanos) {
        advertisedNanos.setRelease(router, nowNanos);
        next.advertised(router, nowNanos);
    }

    /** Returns whether an advert of this Active left within the time given. Safe for use by several threads. */
    boolean isActive(int router, long withinNanos, long nowNanos) {
        long last = advertisedNanos.getAcquire(router);
        return last != NOT_ACTIVE && nowNanos - last <= withinNanos;
    }
}
