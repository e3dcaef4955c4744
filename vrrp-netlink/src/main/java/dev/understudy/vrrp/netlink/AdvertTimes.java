// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.engine.AddressPort;
import dev.understudy.vrrp.engine.VrrpEngine;
import java.util.function.LongSupplier;

/**
 * Hears of every advert that left, and tells how late that was. It reads the clock for each: a pause in the middle of a turn makes adverts
 * late as well, and the turn's own time does not show it. Stands between the engine and what holds the addresses.
 */
final class AdvertTimes implements AddressPort {
    /** One for all: a method reference is a class of its own wherever it is written. */
    private static final LongSupplier SYSTEM = System::nanoTime;

    private final AddressPort next;
    private final Punctuality punctuality;
    private final LongSupplier clock;
    private VrrpEngine engine;

    AdvertTimes(AddressPort next, Punctuality punctuality) {
        this(next, punctuality, SYSTEM);
    }

    AdvertTimes(AddressPort next, Punctuality punctuality, LongSupplier clock) {
        this.next = next;
        this.punctuality = punctuality;
        this.clock = clock;
    }

    /** Says who knows the deadlines. */
    void of(VrrpEngine value) {
        engine = value;
    }

    @Override
    public void hold(int router, long nowNanos) {
        next.hold(router, nowNanos);
    }

    @Override
    public void unhold(int router, long nowNanos) {
        next.unhold(router, nowNanos);
    }

    @Override
    public void advertised(int router, long nowNanos) {
        long leftNanos = clock.getAsLong();
        punctuality.advertised(router, leftNanos, engine.latenessNanos(router, leftNanos));
        next.advertised(router, nowNanos);
    }
}
