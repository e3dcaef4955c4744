// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.engine.AddressPort;
import dev.understudy.vrrp.engine.VrrpEngine;

/** Hears of every advert that left, and tells how late that was. Stands between the engine and what holds the addresses. */
final class AdvertTimes implements AddressPort {
    private final AddressPort next;
    private final Punctuality punctuality;
    private VrrpEngine engine;

    AdvertTimes(AddressPort next, Punctuality punctuality) {
        this.next = next;
        this.punctuality = punctuality;
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
        punctuality.advertised(router, engine.latenessNanos(router, nowNanos));
        next.advertised(router, nowNanos);
    }
}
