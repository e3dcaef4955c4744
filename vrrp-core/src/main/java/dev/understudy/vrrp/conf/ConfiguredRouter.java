// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.VirtualRouterConfig;
import java.util.List;
import java.util.Objects;

/**
 * One {@code vrrp_instance}: the virtual router and what its health depends on.
 *
 * @param config the virtual router; its name is the instance's
 * @param checks what it tracks, in the order of the file
 * @param tracksInterface whether its own interface going down is a fault; false with {@code dont_track_primary}
 * @param tracksSource whether the absence of the configured source address is a fault ({@code track_src_ip})
 */
public record ConfiguredRouter(
        VirtualRouterConfig config, List<TrackedCheck> checks, boolean tracksInterface, boolean tracksSource) {
    /** Copies the list. */
    public ConfiguredRouter {
        Objects.requireNonNull(config, "config");
        checks = List.copyOf(checks);
    }
}
