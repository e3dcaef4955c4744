// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.VirtualRouterConfig;
import java.util.List;

/** One virtual router as two nodes configure it; both could be built. */
record NodePair(InstanceDraft first, InstanceDraft second) {
    ConfiguredRouter firstRouter() {
        return first.router.orElseThrow();
    }

    ConfiguredRouter secondRouter() {
        return second.router.orElseThrow();
    }

    VirtualRouterConfig a() {
        return firstRouter().config();
    }

    VirtualRouterConfig b() {
        return secondRouter().config();
    }

    /** Where the second node says it, and the first one's place in words. */
    Place place(String keyword) {
        return second.place(keyword);
    }

    String elsewhere(String keyword) {
        return "(" + first.place(keyword) + ")";
    }

    NodePair swapped() {
        return new NodePair(second, first);
    }

    List<TrackedCheck> checks() {
        return secondRouter().checks();
    }
}
