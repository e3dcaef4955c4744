// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.check.CheckRunner;
import dev.understudy.vrrp.conf.CheckDefinition;
import dev.understudy.vrrp.conf.ConfiguredRouter;
import dev.understudy.vrrp.conf.FileCheck;
import dev.understudy.vrrp.conf.InterfaceCheck;
import dev.understudy.vrrp.conf.TrackedCheck;
import dev.understudy.vrrp.netlink.RouterSetup;
import dev.understudy.vrrp.netlink.RuntimeConfig;
import dev.understudy.vrrp.track.Tracked;
import dev.understudy.vrrp.track.Tracker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes live checks of what a configuration file defines, one for each definition however many routers track it, and joins them to the
 * routers. Nothing runs before {@link #start}.
 */
final class Wiring implements AutoCloseable {
    private final CheckRunner runner = new CheckRunner(new CheckLog());
    private final Map<CheckDefinition, Tracker> trackers = new HashMap<>();
    private final Map<String, Tracker> links = new HashMap<>();
    private final List<RouterSetup> routers = new ArrayList<>();

    private Wiring() {}

    /**
     * Makes the checks.
     *
     * @throws IllegalArgumentException if something is defined that cannot be checked; the message names it
     */
    static Wiring of(List<ConfiguredRouter> configured) {
        Wiring wiring = new Wiring();
        for (ConfiguredRouter router : configured) {
            List<Tracked> tracked = router.checks().stream()
                    .map(c -> new Tracked(wiring.tracker(c), c.weight(), c.reverse()))
                    .toList();
            wiring.routers.add(
                    new RouterSetup(router.config(), tracked, router.tracksInterface(), router.tracksSource()));
        }
        return wiring;
    }

    private Tracker tracker(TrackedCheck tracked) {
        CheckDefinition definition = tracked.check();
        if (definition instanceof FileCheck && tracked.weight() != 0) {
            throw new IllegalArgumentException(
                    "track_file " + definition.name()
                            + ": the number in a file times a weight is not supported yet; give it weight 0 (any number but 0 is a fault)");
        }
        return trackers.computeIfAbsent(definition, this::make);
    }

    private Tracker make(CheckDefinition definition) {
        if (definition instanceof InterfaceCheck link) {
            return links.computeIfAbsent(link.name(), name -> new Tracker("interface " + name, 1, 1));
        }
        return LiveCheck.of(definition).addTo(runner);
    }

    /** Adds the routers and what the runtime itself watches for them. */
    void addTo(RuntimeConfig.Builder config) {
        routers.forEach(config::router);
        links.forEach(config::linkTracker);
    }

    void start() {
        runner.start();
    }

    @Override
    public void close() {
        runner.close();
    }
}
