// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.netlink.RuntimeConfig;
import dev.understudy.vrrp.netlink.VrrpOpenException;
import dev.understudy.vrrp.netlink.VrrpRuntime;
import dev.understudy.vrrp.track.Tracked;
import dev.understudy.vrrp.track.Tracker;
import java.time.Duration;

/** The README's example of a service that brings its own address along; run as a test, so that it stays true. */
public final class EmbeddingExample {
    private EmbeddingExample() {}

    /**
     * Serves until standard input ends.
     *
     * @param args interface, VRID, virtual address
     * @throws VrrpOpenException if this host lacks something
     * @throws Exception if the service fails
     */
    public static void main(String[] args) throws Exception {
        embed(args[0], Integer.parseInt(args[1]), args[2], () -> System.in.read() >= 0);
    }

    /** The service, as far as the example is concerned. */
    interface Service {
        /** Does one piece of work; false ends the service. */
        boolean work() throws Exception;
    }

    private static void embed(String eth, int vrid, String address, Service service) throws Exception {
        // README: begin
        Tracker alive = new Tracker("orders", 1, 1);
        VirtualRouterConfig router = VirtualRouterConfig.builder(eth, vrid)
                .priority(150)
                .address(address)
                .build();
        RuntimeConfig config = RuntimeConfig.builder()
                .router(router, Tracked.asFault(alive))
                .listener(t -> System.out.println(t.from() + " -> " + t.to() + ": " + t.reason()))
                .build();
        try (VrrpRuntime runtime = VrrpRuntime.open(config)) {
            runtime.start();
            do {
                alive.heartbeat(Duration.ofSeconds(5).toNanos(), System.nanoTime());
            } while (service.work());
        }
        // README: end
    }
}
