// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A host of the lab: processes, host name, links, addresses, {@code /run}, {@code /etc}, {@code /tmp}, {@code /var} and
 * {@code /usr/local} of its own. Used by one test thread.
 */
public final class LabHost implements AutoCloseable {
    private static final Duration LINK_LIMIT = Duration.ofSeconds(5);

    private final Switch bridge;
    private final String name;
    private final String interfaceName;
    private final String mac;
    private final List<String> ownAddresses;
    private Sandbox sandbox;

    private LabHost(Switch bridge, String name, String interfaceName, String mac, List<String> ownAddresses) {
        if (!name.matches("[a-z0-9-]{1,12}")) {
            throw new IllegalArgumentException("not a name for a host: " + name);
        }
        this.bridge = bridge;
        this.name = name;
        this.interfaceName = interfaceName;
        this.mac = mac;
        this.ownAddresses = List.copyOf(ownAddresses);
    }

    static LabHost boot(Switch bridge, String name, String interfaceName, String mac, List<String> addresses) {
        LabHost host = new LabHost(bridge, name, interfaceName, mac, addresses);
        host.boot();
        return host;
    }

    /** Starts the host again after a {@link #crash}: same name, MAC and own addresses, nothing else of before. */
    public void boot() {
        if (sandbox != null) {
            throw new IllegalStateException(name + " runs");
        }
        sandbox = Sandbox.open(name);
        try {
            insertInterface();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public String name() {
        return name;
    }

    public String interfaceName() {
        return interfaceName;
    }

    /** The MAC of its interface, by which the observer knows its frames. */
    public String mac() {
        return mac;
    }

    /** Its primary address, without the prefix length. */
    public String primaryAddress() {
        return ownAddresses.get(0).replaceFirst("/.*", "");
    }

    /** Starts a process; its lines are captured until it ends. */
    public LabProcess start(String... command) {
        return start(List.of(command));
    }

    /** As {@link #start(String...)}. */
    public LabProcess start(List<String> command) {
        String program = command.get(0).replaceFirst(".*/", "");
        return running().start(name + "-" + program, command);
    }

    /** Starts a process that is fed by {@link LabProcess#say}. */
    public LabProcess startWithInput(List<String> command) {
        String program = command.get(0).replaceFirst(".*/", "");
        return running().startWithInput(name + "-" + program, command);
    }

    /** Runs a command to its end and returns its output; any status but 0 is an exception that shows it. */
    public String run(String... command) {
        return running().command(List.of(command)).run();
    }

    /** Runs a command to its end, whatever its status. */
    public boolean succeeds(String... command) {
        return running().command(List.of(command)).runIgnoringStatus().status() == 0;
    }

    /** Runs a command to its end, whatever its status; the time is all it has, then it is an exception. */
    public Outcome attempt(Duration limit, List<String> command) {
        return running().command(command).limit(limit).runIgnoringStatus();
    }

    /** The command that runs what follows it in the host, for code that starts its processes itself. Not good any more after a crash. */
    public List<String> entry() {
        return running().entering(List.of());
    }

    /** The process that holds the host's namespaces, as seen outside. Not good any more after a crash. */
    public long initPid() {
        return running().initPid();
    }

    /** The processes of this name (as {@code ps -C} takes it) in the host; pids as seen outside. */
    public List<Long> pids(String commandName) {
        return running().pids().stream()
                .filter(pid ->
                        ProcFs.commandName(pid).filter(commandName::equals).isPresent())
                .toList();
    }

    /** Sends the signal to all processes of this name at once. */
    public void signalAll(String commandName, Signal signal) {
        signal.send(pids(commandName));
    }

    /** Writes a file with its directories; the machine's own file of that name stays as it is. The mode is octal, as chmod takes it. */
    public void file(String path, String content, String mode) {
        running()
                .command(List.of(
                        "sh", "-c", "mkdir -p \"${1%/*}\" && cat > \"$1\" && chmod \"$2\" \"$1\"", "sh", path, mode))
                .input(content)
                .run();
    }

    /** The content of a file as the host sees it. */
    public String file(String path) {
        return run("cat", path);
    }

    /**
     * Shows a directory of the machine in the host. It is the directory itself: what is written there stays after a crash, and the mount does
     * not.
     */
    public void mount(Path machineDirectory, String at) {
        String from = Sandbox.MACHINE + machineDirectory.toAbsolutePath();
        run("sh", "-c", "mkdir -p \"$2\" && mount --bind \"$1\" \"$2\"", "sh", from, at);
    }

    /** Every address of the host, lo included. */
    public List<HostAddress> addresses() {
        return HostAddress.parse(run("ip", "-o", "-d", "address", "show"));
    }

    /** The address as the kernel has it now, if it does. */
    public Optional<HostAddress> address(String address) {
        return addresses().stream()
                .filter(held -> held.address().equals(address))
                .findFirst();
    }

    public boolean has(String address) {
        return address(address).isPresent();
    }

    /** Waits until the address is there, or is not. */
    public void awaitAddress(String address, boolean present, Duration timeout) {
        String what = address + (present ? " on " : " off ") + name;
        Poll.until(what, timeout, () -> has(address) == present ? Optional.of(true) : Optional.empty());
    }

    /** Adds an address with prefix length, and further words of {@code ip address add} if needed. */
    public void addAddress(String addressWithPrefix, String... more) {
        ip("address add " + addressWithPrefix + " dev " + interfaceName + " " + String.join(" ", more));
    }

    public void delAddress(String addressWithPrefix) {
        ip("address del " + addressWithPrefix + " dev " + interfaceName);
    }

    /** {@code ip link set down} on the host itself. */
    public void interfaceDown() {
        ip("link set " + interfaceName + " down");
    }

    /** {@code ip link set up} on the host itself; returns when the link is operational. */
    public void interfaceUp() {
        ip("link set " + interfaceName + " up");
        awaitOperational();
    }

    /** Pulls the cable: the interface stays up and loses its carrier. */
    public void unplug() {
        bridge.plugged(port(), false);
    }

    /** Puts the cable back; returns when the link is operational. */
    public void plug() {
        bridge.plugged(port(), true);
        awaitOperational();
    }

    /** Takes the interface out of the host: it exists no more, nor do its addresses. */
    public void removeInterface() {
        bridge.disconnect(port());
    }

    /** Puts an interface into the host with the name, MAC and own addresses of the one before; its index is another. */
    public void insertInterface() {
        bridge.connect(port(), running(), interfaceName, mac);
        ownAddresses.forEach(this::addAddress);
        interfaceUp();
    }

    /** Cuts the host off beyond its own link: the carrier stays, no frame passes in either direction. */
    public void isolate() {
        bridge.bridged(port(), false);
    }

    /** Ends {@link #isolate}. */
    public void rejoin() {
        bridge.bridged(port(), true);
    }

    /** A partition of one direction: the host can send and hears no multicast (its adverts pass, it hears none). */
    public void deafen() {
        bridge.multicastTo(port(), false);
    }

    /** Ends {@link #deafen}. */
    public void undeafen() {
        bridge.multicastTo(port(), true);
    }

    /** Power loss: no frame passes from now on, then everything in the host is killed at once. Nothing of it can be asked any more. */
    public void crash() {
        isolate();
        close();
    }

    /** Whether the host was booted and has not crashed. */
    public boolean isRunning() {
        return sandbox != null;
    }

    Sandbox running() {
        if (sandbox == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return sandbox;
    }

    @Override
    public void close() {
        if (sandbox != null) {
            sandbox.close();
            sandbox = null;
            bridge.disconnect(port());
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private void ip(String words) {
        run(("ip " + words).strip().split("\\s+"));
    }

    private void awaitOperational() {
        String[] show = {"ip", "-o", "link", "show", interfaceName};
        Poll.until(
                name + "'s link",
                LINK_LIMIT,
                () -> run(show).contains("state UP") ? Optional.of(true) : Optional.empty());
    }

    private String port() {
        return "p-" + name;
    }
}
