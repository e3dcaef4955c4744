// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.conf.ConfiguredRouter;
import dev.understudy.vrrp.netlink.RouterSetup;
import java.util.List;

/** Makes live checks of what a configuration file defines, and joins them to the routers that track them. */
final class Wiring implements AutoCloseable {
    private final List<RouterSetup> routers;

    private Wiring(List<RouterSetup> routers) {
        this.routers = routers;
    }

    static Wiring of(List<ConfiguredRouter> configured) {
        return new Wiring(configured.stream()
                .map(r -> new RouterSetup(r.config(), List.of(), r.tracksInterface(), r.tracksSource()))
                .toList());
    }

    List<RouterSetup> routers() {
        return routers;
    }

    void start() {}

    @Override
    public void close() {}
}
