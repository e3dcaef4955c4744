// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.track.Tracked;
import java.util.List;
import java.util.Objects;

/**
 * A virtual router and what its health depends on, for one runtime.
 *
 * @param config the router
 * @param tracked what is tracked; a tracker without weight that is not UP keeps the router in Initialize
 * @param tracksLink whether its own interface without carrier is a fault, as it should be (F1)
 * @param tracksSource whether a configured source address that has gone from the interface is a fault
 */
public record RouterSetup(VirtualRouterConfig config, List<Tracked> tracked, boolean tracksLink, boolean tracksSource) {
    /** Copies the list. */
    public RouterSetup {
        Objects.requireNonNull(config, "config");
        tracked = List.copyOf(tracked);
    }

    /** Returns a router that depends on its link and on these trackers. */
    public static RouterSetup of(VirtualRouterConfig config, Tracked... tracked) {
        return new RouterSetup(config, List.of(tracked), true, false);
    }
}
