// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Takes over when everything has long been quiet, and says how many packets its loopback interface saw meanwhile. Does so again if those
 * were not a rehearsal's: a loop that the machine woke too late takes over at once.
 */
final class VigilProbe {
    private static final int TRIES = 30;
    /** Two adverts, five announcements and a resignation. */
    private static final int REHEARSAL = 8;

    private VigilProbe() {}

    /**
     * Runs a runtime alone on its link.
     *
     * @param args interface, virtual address, state directory
     */
    public static void main(String[] args) throws IOException, VrrpOpenException {
        VirtualRouterConfig router = VirtualRouterConfig.builder(args[0], 51)
                .advertisementInterval(Duration.ofMillis(100))
                .address(args[1])
                .build();
        RuntimeConfig config = RuntimeConfig.builder()
                .router(router)
                .stateDirectory(Path.of(args[2]))
                .build();
        try (VrrpRuntime runtime = VrrpRuntime.open(config)) {
            runtime.start();
            until(() -> runtime.isActive(router.id()) && !isRehearsing());
            long rehearsed = 0;
            for (int i = 0; i < TRIES && rehearsed < REHEARSAL; i++) {
                rehearsed = packetsOfATakeover(runtime, router.id());
                System.out.println("packets rehearsed: " + rehearsed);
            }
            System.out.println("stats: " + runtime.stats());
        }
    }

    private static long packetsOfATakeover(VrrpRuntime runtime, VirtualRouterId router) throws IOException {
        runtime.withdraw(router);
        until(() -> !runtime.isActive(router));
        long before = looped();
        runtime.rejoin(router);
        until(() -> runtime.isActive(router));
        return looped() - before;
    }

    private static long looped() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/sys/class/net/lo/statistics/tx_packets"))
                .strip());
    }

    private static boolean isRehearsing() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(t -> t.getName().equals("understudy-rehearsal"));
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
