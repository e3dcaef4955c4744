// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.util.List;

/** The bridge that the hosts are plugged into, in namespaces of its own. Multicast is flooded to all ports, as there is no querier. */
final class Switch implements AutoCloseable {
    static final String BRIDGE = "br0";

    private final Sandbox sandbox;

    private Switch(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    static Switch open() {
        Switch made = new Switch(Sandbox.open("switch"));
        try {
            made.run("sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6");
            made.run(
                    "ip",
                    "link",
                    "add",
                    BRIDGE,
                    "address",
                    "02:00:00:00:00:00",
                    "type",
                    "bridge",
                    "mcast_snooping",
                    "0");
            made.run("ip", "link", "set", BRIDGE, "up");
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** Makes a cable: this port on the bridge, the other end with the given name and MAC in the host's namespace. */
    void connect(String port, Sandbox host, String interfaceName, String mac) {
        // Only the net namespace is entered, since the kernel reads the host's pid in the PID namespace of the caller.
        Command.of(
                        "nsenter",
                        "--target",
                        Long.toString(sandbox.initPid()),
                        "--net",
                        "--",
                        "ip",
                        "link",
                        "add",
                        port,
                        "type",
                        "veth",
                        "peer",
                        "name",
                        interfaceName,
                        "address",
                        mac,
                        "netns",
                        Long.toString(host.initPid()))
                .run();
        run("ip", "link", "set", port, "master", BRIDGE, "up");
    }

    /** Takes the cable away, both ends; the end of the host's namespace may have done so before. */
    void disconnect(String port) {
        sandbox.command(List.of("ip", "link", "delete", port)).runIgnoringStatus();
    }

    /** Down: the host sees the carrier go. */
    void plugged(String port, boolean up) {
        run("ip", "link", "set", port, up ? "up" : "down");
    }

    /** Off the bridge the host keeps its carrier, and its frames go nowhere. */
    void bridged(String port, boolean on) {
        if (on) {
            run("ip", "link", "set", port, "master", BRIDGE);
        } else {
            run("ip", "link", "set", port, "nomaster");
        }
    }

    /** Whether multicast frames are sent out to the host. */
    void multicastTo(String port, boolean on) {
        run("bridge", "link", "set", "dev", port, "mcast_flood", on ? "on" : "off");
    }

    @Override
    public void close() {
        sandbox.close();
    }

    private void run(String... words) {
        sandbox.command(List.of(words)).run();
    }
}
