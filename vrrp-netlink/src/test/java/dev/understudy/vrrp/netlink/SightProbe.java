// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.VirtualRouterConfig;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An Active with a neighbour in its heap, for the tests: does what it reads from its standard input. */
final class SightProbe {
    private static final int NODES = 4_000_000;

    private SightProbe() {}

    /**
     * Runs a router until its input ends: {@code gc} has the neighbour fill the heap and collects it.
     *
     * @param args interface, virtual address, state directory
     */
    public static void main(String[] args) throws Exception {
        VirtualRouterConfig router = VirtualRouterConfig.builder(args[0], 51)
                .advertisementInterval(Duration.ofMillis(100))
                .address(args[1])
                .build();
        RuntimeConfig config = RuntimeConfig.builder()
                .router(router)
                .stateDirectory(Path.of(args[2]))
                .listener(t -> System.out.println(t.from() + " -> " + t.to()))
                .build();
        try (VrrpRuntime runtime = VrrpRuntime.open(config);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            runtime.start();
            for (String line = in.readLine(); line != null && !line.equals("end"); line = in.readLine()) {
                if (line.equals("gc")) {
                    fillAndCollect();
                }
                System.out.println("did " + line + ": " + runtime.stats());
            }
        }
    }

    /** Many small objects that live: what a collector that stops the world has to mark and move. */
    private static void fillAndCollect() {
        List<Object> neighbour = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            neighbour.add(new Object[] {i, neighbour});
        }
        System.gc();
        System.out.println("neighbour of " + neighbour.size());
    }
}
