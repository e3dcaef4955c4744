// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.RouterSnapshot;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.address.Lease;
import dev.understudy.vrrp.track.Tracked;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One host on a {@link VirtualLan}: a kernel, an interface, and a process that can be started, stopped, paused and killed. What is
 * configured counts from the next start. Not thread-safe; belongs to the thread that runs the network.
 */
public final class VirtualHost {
    private static final int DEFAULT_NEWS = 1024;
    private static final int PACKETS_PER_ROUTER = 16;
    private static final VrrpListener NOBODY = transition -> {};

    private final String name;
    private final VirtualLan lan;
    private final Dice dice;
    private final VirtualKernel kernel;
    private final MemoryLedger ledger = new MemoryLedger();
    private final Map<AddressFamily, InetAddress> primaries = new HashMap<>();
    private final Map<String, Integer> devices = new HashMap<>();
    private final List<Setup> setups = new ArrayList<>();
    private final List<VirtualRouterConfig> configs = new ArrayList<>();
    private final List<VirtualService> services = new ArrayList<>();
    /** The host's monotonic clock began somewhere: engines must not care, nor mind its wrapping round. */
    private final long clockOriginNanos;

    private long wallOffsetNanos;
    private VirtualProcess process;
    private VrrpListener listener = NOBODY;
    private Lease lease = Lease.ON;
    private boolean linkUp = true;
    private int sendErrno;
    private int packetLimit;
    private int newsLimit = DEFAULT_NEWS;
    private int lives;
    private boolean stoppedCleanly;
    /** Something happened here since the last check. */
    private boolean touched;

    /** A router to be, and what it tracks besides the host's services. */
    private record Setup(VirtualRouterConfig config, List<Tracked> tracked) {}

    VirtualHost(String name, VirtualLan lan, Dice dice, long clockOriginNanos) {
        this.name = name;
        this.lan = lan;
        this.dice = dice;
        this.clockOriginNanos = clockOriginNanos;
        kernel = new VirtualKernel(this, lan, dice.split());
    }

    void addPrimary(InetAddress address) {
        primaries.put(AddressFamily.of(address), address);
    }

    /** Returns the name given at {@link VirtualLan#host}. */
    public String name() {
        return name;
    }

    /**
     * Adds a virtual router. All routers of a host run on one interface.
     *
     * @param tracked what its priority depends on; reports are the caller's, see {@link VirtualLan#at}
     */
    public VirtualHost router(VirtualRouterConfig config, Tracked... tracked) {
        String device = config.id().interfaceName();
        if (!setups.isEmpty() && !device.equals(interfaceName())) {
            throw new IllegalArgumentException(name + " has " + interfaceName() + ", not " + device);
        }
        setups.add(new Setup(config, List.of(tracked)));
        configs.add(config);
        return this;
    }

    /**
     * Adds a service that a {@link dev.understudy.vrrp.track.Supervisor} watches and restarts; its failure is a fault of every router of the
     * host.
     *
     * @param interval from check to check
     * @param fall bad checks in a row before it is restarted
     * @param rise good checks in a row before it counts as healthy again
     * @param grace how long a restarted service may take
     */
    public VirtualService supervise(String service, Duration interval, int fall, int rise, Duration grace) {
        VirtualService added = new VirtualService(service, this, lan, interval, fall, rise, grace);
        services.add(added);
        return added;
    }

    /** Sets who hears the transitions and notices of this host's routers. */
    public VirtualHost listen(VrrpListener value) {
        listener = Objects.requireNonNull(value, "listener");
        return this;
    }

    /** Sets whether bound addresses are leased; by default they are. */
    public VirtualHost lease(Lease value) {
        lease = value;
        return this;
    }

    /** Limits what waits unread: packets, by default 16 for each router, and notices of the kernel, by default 1,024. */
    public VirtualHost receiveQueue(int packets, int notices) {
        packetLimit = packets;
        newsLimit = notices;
        return this;
    }

    /** Starts the process. What a dead predecessor left in the kernel is removed first. */
    public VirtualHost start() {
        if (isRunning()) {
            throw new IllegalStateException(name + " is running");
        }
        lan.disturb(this, "starts");
        for (MemoryLedger.Entry entry : ledger.takeAll()) {
            VirtualAddress address =
                    setups.get(entry.router()).config.allAddresses().get(entry.address());
            if (kernel.holds(address) && !kernel.isForeign(address)) {
                kernel.remove(device(address), address);
            }
        }
        int packets = packetLimit > 0 ? packetLimit : PACKETS_PER_ROUTER * Math.max(1, setups.size());
        stoppedCleanly = false;
        lives++;
        process = new VirtualProcess(this, lan, dice.split(), packets, newsLimit, lease);
        List<Tracked> healths = new ArrayList<>();
        services.forEach(service -> healths.add(service.begin(process)));
        for (Setup setup : setups) {
            List<Tracked> tracked = new ArrayList<>(setup.tracked);
            tracked.addAll(healths);
            process.add(setup.config, tracked);
        }
        process.start();
        return this;
    }

    /** Asks the process to end, as SIGTERM does: it resigns, releases its addresses and is gone. */
    public void stop() {
        lan.disturb(this, "is asked to stop");
        running().stop();
    }

    void onStopped() {
        stoppedCleanly = true;
        lan.disturb(this, "has stopped");
    }

    /** Kills the process, as SIGKILL does: no last word, and the kernel keeps what it has. */
    public void crash() {
        running().kill();
        lan.disturb(this, "is killed");
    }

    /** Freezes the process, as SIGSTOP does: packets queue up, leases go on. */
    public void pause() {
        running().freeze();
        lan.disturb(this, "freezes");
    }

    /** Lets a frozen process run again. */
    public void resume() {
        lan.disturb(this, "goes on");
        running().thaw();
    }

    /** Takes the carrier away: nothing leaves, nothing arrives, and the process is told. */
    public void linkDown() {
        link(false);
    }

    /** Gives the carrier back. */
    public void linkUp() {
        link(true);
    }

    private void link(boolean up) {
        if (linkUp == up) {
            return;
        }
        linkUp = up;
        lan.disturb(this, up ? "has its link back" : "loses its link");
        if (isRunning()) {
            process.onLinkChange(up);
        }
    }

    /** Makes every advertisement fail to leave with this errno from now on (F10); 0 ends it. */
    public void failSends(int errno) {
        sendErrno = errno;
        lan.disturb(this, errno == 0 ? "can send again" : "cannot send: errno " + errno);
    }

    /** Steps the wall clock. The engine never sees it; received packets are stamped with it, and survive that. */
    public void stepWallClock(Duration by) {
        wallOffsetNanos += by.toNanos();
        lan.record(this, TraceEvent.Kind.SCENARIO, "steps its wall clock by " + by);
    }

    /** Returns the kernel, which outlives the process. */
    public VirtualKernel kernel() {
        return kernel;
    }

    /** Returns whether there is a process, frozen or not. */
    public boolean isRunning() {
        return process != null && !process.isEnded();
    }

    /** Returns whether the process is frozen. */
    public boolean isPaused() {
        return isRunning() && process.isFrozen();
    }

    /** Returns whether the interface has a carrier. */
    public boolean isLinkUp() {
        return linkUp;
    }

    /** Returns the state of the first router; Initialize while there is no process. */
    public RouterState state() {
        return state(0);
    }

    /** Returns the state of a router, numbered in the order in which they were added; Initialize while there is no process. */
    public RouterState state(int router) {
        return isRunning() ? process.engine.state(router) : RouterState.INITIALIZE;
    }

    /** Returns what the engine says about a router; the process must be there. */
    public RouterSnapshot snapshot(int router) {
        return running().engine.snapshot(router);
    }

    /** Returns the configurations of the routers, in the order in which they were added. */
    public List<VirtualRouterConfig> routers() {
        return Collections.unmodifiableList(configs);
    }

    private VirtualProcess running() {
        if (!isRunning()) {
            throw new IllegalStateException(name + " is not running");
        }
        return process;
    }

    boolean isQuiet() {
        return isRunning() && process.isQuiet();
    }

    void arrive(Packet packet) {
        if (linkUp && isRunning()) {
            process.arrive(packet);
        }
    }

    void onAddressGone(int device, VirtualAddress address) {
        if (isRunning()) {
            process.onAddressGone(device, address);
        }
    }

    boolean isSupervising(VirtualProcess life) {
        return process == life && isRunning();
    }

    /** Returns how many processes there have been. */
    int lives() {
        return lives;
    }

    int routerCount() {
        return setups.size();
    }

    boolean isLeasing() {
        return lease.enabled();
    }

    /** Returns whether the last process ended because it was asked to. */
    boolean hasStoppedCleanly() {
        return stoppedCleanly;
    }

    void touch() {
        touched = true;
    }

    /** Returns whether something happened here that nobody has looked at. */
    boolean isTouched() {
        return touched;
    }

    void untouch() {
        touched = false;
    }

    long clockNanos() {
        return lan.nowNanos() + clockOriginNanos;
    }

    long wallNanos() {
        return lan.nowNanos() + wallOffsetNanos;
    }

    int sendErrno() {
        return sendErrno;
    }

    MemoryLedger ledger() {
        return ledger;
    }

    VrrpListener listener() {
        return listener;
    }

    InetAddress primaryAddress(AddressFamily family) {
        return primaries.get(family);
    }

    String interfaceName() {
        return setups.get(0).config.id().interfaceName();
    }

    /** Returns the number of the interface an address belongs on: 0 is the routers' own. */
    int device(VirtualAddress address) {
        String device = address.device().orElse("");
        boolean own = device.isEmpty() || !setups.isEmpty() && device.equals(interfaceName());
        return own ? 0 : devices.computeIfAbsent(device, d -> devices.size() + 1);
    }

    /** Returns the host's name. */
    @Override
    public String toString() {
        return name;
    }
}
