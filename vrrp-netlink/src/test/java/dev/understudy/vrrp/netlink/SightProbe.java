// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.VirtualRouterConfig;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.ObjectName;

/** An Active with a neighbour in its heap, for the tests: does what it reads from its standard input. */
final class SightProbe {
    private static final int NODES = 4_000_000;
    private static final int COLLECTIONS = 5;

    private SightProbe() {}

    /**
     * Runs a router until its input ends: {@code gc} has the neighbour fill the heap and collects it, {@code jmx} looks at the bean.
     *
     * @param args interface, virtual address, state directory; {@code jmx} to be shown, {@code jmx look} to look again after the end
     */
    public static void main(String[] args) throws Exception {
        VirtualRouterConfig router = VirtualRouterConfig.builder(args[0], 51)
                .advertisementInterval(Duration.ofMillis(100))
                .address(args[1])
                .build();
        RuntimeConfig config = RuntimeConfig.builder()
                .router(router)
                .stateDirectory(Path.of(args[2]))
                .jmx(args.length > 3)
                .listener(t -> System.out.println(t.from() + " -> " + t.to()))
                .build();
        try (VrrpRuntime runtime = VrrpRuntime.open(config);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            runtime.start();
            for (String line = in.readLine(); line != null && !line.equals("end"); line = in.readLine()) {
                if (line.equals("gc")) {
                    fillAndCollect();
                } else if (line.equals("jmx")) {
                    Tool.look();
                }
                System.out.println("did " + line + ": " + runtime.stats());
            }
        }
        if (args.length > 4) {
            System.out.println("closed, beans: " + Tool.beans());
        }
    }

    /** A management tool. A class of its own: it is loaded when it is used. */
    private static final class Tool {
        private static Set<ObjectName> beans() throws JMException {
            return ManagementFactory.getPlatformMBeanServer()
                    .queryNames(new ObjectName("dev.understudy:type=VrrpRuntime,*"), null);
        }

        /** Waits for the bean, which comes when the start is over. */
        static void look() throws JMException {
            while (beans().isEmpty()) {
                Thread.onSpinWait();
            }
            for (ObjectName name : beans()) {
                VrrpRuntimeMXBean bean =
                        JMX.newMXBeanProxy(ManagementFactory.getPlatformMBeanServer(), name, VrrpRuntimeMXBean.class);
                System.out.println(name + ": " + bean.getRouterStates() + ", turned " + (bean.getTurns() > 0));
            }
        }
    }

    /** Many small objects that live: what a collector that stops the world has to mark and move. */
    private static void fillAndCollect() {
        List<Object> neighbour = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            neighbour.add(new Object[] {i, neighbour});
        }
        // Each takes longer than an advert's interval on most machines; on the fastest one of them meets a deadline.
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        System.out.println("neighbour of " + neighbour.size());
    }
}
