// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A bridge and the hosts on it, made of namespaces. It never touches the machine's own interfaces and files, and leaves nothing behind.
 * Used by one test thread.
 *
 * <pre>{@code
 * try (Lab lab = Lab.open()) {
 *     LabHost one = lab.host("one", "eno1", "10.171.48.28/24");
 *     LabHost two = lab.host("two", "eno1", "10.171.48.29/24");
 *     WireObserver wire = lab.observe();
 *     ...
 * }
 * }</pre>
 */
public final class Lab implements AutoCloseable {
    private final Switch bridge;
    private final List<LabHost> hosts = new ArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private Lab(Switch bridge) {
        this.bridge = bridge;
        opened.push(bridge);
    }

    /** Skips the test, loudly, on a machine that cannot have a lab; fails it there with {@code CI=true}. */
    public static void require() {
        Needs.namespaces();
        Needs.program("ip", "iproute2");
        Needs.program("tcpdump");
        Needs.program("socat");
    }

    /** A lab with an empty bridge; first takes away what labs of dead JVMs may have left. */
    public static Lab open() {
        LabEnvironment.sweep();
        return new Lab(Switch.open());
    }

    /**
     * A running host on the bridge.
     *
     * @param name its host name, at most 12 lower-case letters, digits and dashes
     * @param interfaceName the name of its one interface besides lo
     * @param addresses its own addresses with prefix length, the primary one first
     */
    public LabHost host(String name, String interfaceName, String... addresses) {
        LabHost host = LabHost.boot(bridge, name, interfaceName, macOf(hosts.size() + 1), List.of(addresses));
        hosts.add(host);
        opened.push(host);
        return host;
    }

    /** Starts to watch the wire; it listens when this returns. */
    public WireObserver observe() {
        WireObserver observer = WireObserver.open(bridge);
        opened.push(observer);
        return observer;
    }

    /** The process that holds the bridge's namespaces, for what opens sockets there itself. */
    public long bridgePid() {
        return bridge.sandbox().initPid();
    }

    /** The processes of this JVM's labs that still live, the holders of the namespaces included. */
    public static List<Long> processes() {
        return LabEnvironment.ownProcesses();
    }

    /** The command of the JVM that runs the tests, to be continued with its arguments. */
    public static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Ends every process, also after a failure; the first failure to do so is thrown when all was tried. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("closing the lab", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static String macOf(int number) {
        return String.format("02:00:00:00:00:%02x", number);
    }
}
