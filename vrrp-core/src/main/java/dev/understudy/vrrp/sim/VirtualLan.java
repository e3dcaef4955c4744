// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.wire.IpBits;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * A network of hosts in virtual time: it runs as fast as the machine can, and the same seed gives the same run, to the nanosecond, on any
 * machine.
 *
 * <pre>{@code
 * VirtualLan lan = new VirtualLan(42);
 * VirtualHost a = lan.host("a", "192.0.2.1").router(config(110)).start();
 * VirtualHost b = lan.host("b", "192.0.2.2").router(config(100)).start();
 * Invariants.watch(lan);
 * lan.run(Duration.ofSeconds(10));
 * a.crash();
 * lan.run(Duration.ofSeconds(4));
 * assertEquals(RouterState.ACTIVE, b.state());
 * System.out.println(lan.trace().story());
 * }</pre>
 *
 * <p>Not thread-safe: everything happens on the thread that calls {@link #run}.
 */
public final class VirtualLan {
    private static final long WRAP_SPAN_NANOS = 60_000_000_000L;

    private final long seed;
    private final Dice dice;
    private final Topology topology = new Topology();
    private final EventQueue events = new EventQueue();
    private final Trace trace = new Trace();
    private final List<VirtualHost> hosts = new ArrayList<>();
    private final List<Witness> witnesses = new ArrayList<>();
    private long nowNanos;
    private long disturbedNanos;

    /** Creates a network without hosts. */
    public VirtualLan(long seed) {
        this.seed = seed;
        this.dice = new Dice(seed);
    }

    /** Returns the seed: all that is needed to see the same again. */
    public long seed() {
        return seed;
    }

    /**
     * Adds a host.
     *
     * @param name its name in the trace
     * @param addresses its primary addresses, at most one for each family; adverts over IPv6 need a link-local one (T2)
     */
    public VirtualHost host(String name, String... addresses) {
        // A clock that wraps round within the run, for some hosts: System.nanoTime() promises no sign and no origin.
        Dice own = dice.split();
        long origin = own.happens(0.1) ? Long.MAX_VALUE - own.between(0, WRAP_SPAN_NANOS) : own.next();
        VirtualHost host = new VirtualHost(name, this, own, origin);
        Arrays.stream(addresses).map(VirtualAddress::literal).forEach(host::addPrimary);
        hosts.add(host);
        topology.addHost();
        return host;
    }

    /** Returns the hosts, in the order in which they were added. */
    public List<VirtualHost> hosts() {
        return Collections.unmodifiableList(hosts);
    }

    /** Returns the virtual time since the beginning, in nanoseconds. */
    public long nowNanos() {
        return nowNanos;
    }

    /** Lets virtual time pass. */
    public void run(Duration time) {
        runUntil(() -> false, time);
    }

    /**
     * Lets virtual time pass until something is so, or for so long at most.
     *
     * @return whether it became so
     */
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        long end = nowNanos + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (!events.isDue(end)) {
                nowNanos = end;
                look();
                return condition.getAsBoolean();
            }
            nowNanos = events.firstNanos();
            events.take().run();
            look();
        }
        return true;
    }

    private void look() {
        for (int i = 0; i < witnesses.size(); i++) {
            witnesses.get(i).afterEvent();
        }
    }

    /** Plans something for a moment after the beginning; what lies in the past happens next. */
    public void at(Duration sinceBeginning, Runnable action) {
        planAt(sinceBeginning.toNanos(), Objects.requireNonNull(action, "action"));
    }

    void plan(long inNanos, Runnable action) {
        planAt(nowNanos + inNanos, action);
    }

    void planAt(long atNanos, Runnable action) {
        events.plan(Math.max(nowNanos, atNanos), action);
    }

    /** Makes every link like this one. */
    public void links(LinkProfile profile) {
        topology.profileEverywhere(profile);
        disturb("every link: " + profile);
    }

    /** Makes the way from one host to another like this; the way back stays as it is. */
    public void link(VirtualHost from, VirtualHost to, LinkProfile profile) {
        topology.profile(hosts.indexOf(from), hosts.indexOf(to), profile);
        disturb("from " + from + " to " + to + ": " + profile);
    }

    /** Cuts the way from one host to another; the way back stays as it is. */
    public void cut(VirtualHost from, VirtualHost to) {
        topology.cut(hosts.indexOf(from), hosts.indexOf(to));
        disturb("cut from " + from + " to " + to);
    }

    /** Cuts these hosts off from all others, both ways; among themselves they go on hearing each other. */
    public void partition(VirtualHost... island) {
        Set<VirtualHost> inside = Set.of(island);
        for (VirtualHost a : hosts) {
            for (VirtualHost b : hosts) {
                if (inside.contains(a) != inside.contains(b)) {
                    topology.cut(hosts.indexOf(a), hosts.indexOf(b));
                }
            }
        }
        disturb("cut off: " + Arrays.toString(island));
    }

    /** Mends every cut; link profiles stay as they are. */
    public void heal() {
        topology.heal();
        disturb("every cut is mended");
    }

    /**
     * Sends a message of one's own making to a host: hostile input for tests.
     *
     * @param source the source address of its IP header
     * @param ttl the TTL or Hop Limit of its IP header
     * @param message the VRRP message
     */
    public void inject(VirtualHost to, InetAddress source, int ttl, byte[] message) {
        AddressFamily family = AddressFamily.of(source);
        ByteBuffer copy = ByteBuffer.wrap(message.clone());
        to.arrive(new Packet(family, IpBits.high(source), IpBits.low(source), ttl, copy));
    }

    /** Returns the hosts whose kernel holds an address and whose link is up: who would answer for it. */
    public List<VirtualHost> holders(VirtualAddress address) {
        return hosts.stream()
                .filter(h -> h.isLinkUp() && h.kernel().holds(address))
                .toList();
    }

    /** Returns the trace of everything that happened. */
    public Trace trace() {
        return trace;
    }

    void transmit(VirtualHost from, Packet packet) {
        record(from, TraceEvent.Kind.ADVERTISEMENT, "advertises " + packet.vrid() + ", priority " + packet.priority());
        for (int i = 0; i < witnesses.size(); i++) {
            witnesses.get(i).onSent(from, packet);
        }
        int sender = hosts.indexOf(from);
        for (int receiver = 0; receiver < hosts.size(); receiver++) {
            Topology.Path path = topology.path(sender, receiver);
            if (receiver != sender && from.isLinkUp() && !path.cut) {
                send(path, hosts.get(receiver), packet);
            }
        }
    }

    private void send(Topology.Path path, VirtualHost to, Packet packet) {
        LinkProfile profile = path.profile;
        if (dice.happens(profile.loss())) {
            return;
        }
        int copies = dice.happens(profile.duplication()) ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            long longest = profile.maxDelay().toNanos();
            long arrival = nowNanos + dice.between(profile.minDelay().toNanos(), longest);
            if (dice.happens(profile.reordering())) {
                arrival += dice.between(0, LinkProfile.HELD_BACK * longest);
            } else {
                arrival = Math.max(arrival, path.lastArrivalNanos);
                path.lastArrivalNanos = arrival;
            }
            planAt(arrival, () -> to.arrive(packet));
        }
    }

    void watch(Witness witness) {
        witnesses.add(witness);
    }

    List<Witness> witnesses() {
        return witnesses;
    }

    void record(VirtualHost host, TraceEvent.Kind kind, String text) {
        trace.add(nowNanos, host.name(), kind, text);
    }

    /** Something has been done to the network: what follows from it takes its time. */
    private void disturb(String text) {
        disturbedNanos = nowNanos;
        trace.add(nowNanos, "", TraceEvent.Kind.SCENARIO, text);
    }

    void disturb(VirtualHost host, String text) {
        disturb(host, TraceEvent.Kind.SCENARIO, text);
    }

    void disturb(VirtualHost host, TraceEvent.Kind kind, String text) {
        disturbedNanos = nowNanos;
        record(host, kind, text);
    }

    /** Returns when something was last done to the network; it is done all the time while a link is not calm. */
    long disturbedNanos() {
        if (!topology.isCalm()) {
            disturbedNanos = nowNanos;
        }
        return disturbedNanos;
    }

    /** Returns the parts within which everybody hears everybody, as host numbers. */
    List<Set<Integer>> parts() {
        Set<Integer> up = new TreeSet<>();
        for (int i = 0; i < hosts.size(); i++) {
            if (hosts.get(i).isLinkUp()) {
                up.add(i);
            }
        }
        return topology.parts(up);
    }
}
