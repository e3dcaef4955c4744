// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** More links between two hosts of a lab, each with a bridge of its own, since a link has numbers for 255 routers. */
final class Links {
    static final int HIGH = 1;
    static final int LOW = 2;
    /** There are addresses for so many. */
    static final int MOST = 16;

    private Links() {}

    /** Which of the two hosts has this MAC on a link. */
    static int sideOf(long mac) {
        return (int) (mac >> 8) & 0xff;
    }

    /** The name of the link's interface in either host. */
    static String nameOf(int link) {
        return "l" + link;
    }

    /** The first two octets of its addresses: 172.16 to 172.31. */
    static String networkOf(int link) {
        return "172." + (16 + link);
    }

    /** Makes the links; returns the names of the bridges. */
    static List<String> make(Lab lab, LabHost high, LabHost low, int count) {
        if (count > MOST) {
            throw new IllegalArgumentException("there are addresses for " + MOST + " links, not " + count);
        }
        List<String> bridges = new ArrayList<>();
        StringBuilder batch = new StringBuilder();
        for (int link = 0; link < count; link++) {
            String bridge = "bl" + link;
            bridges.add(bridge);
            batch.append("link add %s type bridge mcast_snooping 0\n".formatted(bridge));
            cable(batch, bridge, "h" + link, link, high, "02:00:00:00:01:%02x");
            cable(batch, bridge, "w" + link, link, low, "02:00:00:00:02:%02x");
            batch.append("link set %s up\n".formatted(bridge));
        }
        ip(lab.bridgePid(), batch.toString());
        addresses(high, count, HIGH);
        addresses(low, count, LOW);
        return bridges;
    }

    private static void cable(StringBuilder batch, String bridge, String port, int link, LabHost host, String mac) {
        batch.append("link add %s type veth peer name %s address %s netns %d\n"
                .formatted(port, nameOf(link), mac.formatted(link), host.initPid()));
        batch.append("link set %s master %s up\n".formatted(port, bridge));
    }

    private static void addresses(LabHost host, int count, int number) {
        StringBuilder batch = new StringBuilder();
        for (int link = 0; link < count; link++) {
            batch.append("addr add %s.0.%d/16 dev %s\n".formatted(networkOf(link), number, nameOf(link)));
            batch.append("link set %s up\n".formatted(nameOf(link)));
        }
        ip(host.initPid(), batch.toString());
    }

    /** Only the network is entered: the pids in the batch are the machine's. */
    private static void ip(long pid, String batch) {
        List<String> command = List.of("nsenter", "--target", Long.toString(pid), "--net", "--", "ip", "-batch", "-");
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(batch.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("ip -batch: " + said.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
