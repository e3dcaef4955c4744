// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.address.AddressHolder;
import dev.understudy.vrrp.address.Lease;
import dev.understudy.vrrp.engine.AdvertPort;
import dev.understudy.vrrp.engine.Duty;
import dev.understudy.vrrp.engine.Mailbox;
import dev.understudy.vrrp.engine.Turn;
import dev.understudy.vrrp.engine.VrrpEngine;
import dev.understudy.vrrp.track.HealthDuty;
import dev.understudy.vrrp.track.Tracked;
import dev.understudy.vrrp.wire.IpBits;
import dev.understudy.vrrp.wire.PacketContext;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One life of a host's process: what the runtime puts together around its loop, around the network's queue of events instead. The engine,
 * the turn, the holder and the trackers are the production's own.
 */
final class VirtualProcess implements AdvertPort, VrrpListener {
    private static final int LINK = 0;
    private static final int LARGEST_PACKET = 1500;
    private static final int MAILBOX = 256;
    /** From a deadline or a packet to the turn that serves it, as measured for epoll and timerfd. */
    private static final long SHORTEST_WAKE = 10_000;

    private static final long LONGEST_WAKE = 150_000;

    final VrrpEngine engine;
    final ReceiveQueue queue;
    private final VirtualHost host;
    private final VirtualLan lan;
    private final Dice dice;
    private final AddressHolder holder;
    private final KernelRequests requests;
    private final HealthDuty health;
    private final Mailbox mailbox = new Mailbox(MAILBOX);
    private final Turn turn;
    private final ByteBuffer sending = ByteBuffer.allocate(LARGEST_PACKET);
    private final PacketContext context = new PacketContext();

    private boolean frozen;
    private boolean stopping;
    private boolean ended;
    /** When the next turn is planned, in the network's time; the plan of an earlier number is void. */
    private long turnNanos = Duty.NEVER;

    private int turnNumber;

    VirtualProcess(VirtualHost host, VirtualLan lan, Dice dice, int packetLimit, int newsLimit, Lease lease) {
        this.host = host;
        this.lan = lan;
        this.dice = dice;
        queue = new ReceiveQueue(this, packetLimit, newsLimit, host.clockNanos());
        requests = new KernelRequests(host.kernel(), queue, dice.happens(0.5));
        holder = new AddressHolder(requests, host.ledger(), lease);
        engine = new VrrpEngine(this, holder, this);
        holder.answerTo(engine);
        requests.answerTo(holder);
        health = new HealthDuty(engine, this::wake);
        turn = new Turn(queue, mailbox, engine, List.of(health), List.of(holder));
    }

    void add(VirtualRouterConfig config, List<Tracked> tracked) {
        int router = engine.add(config, LINK);
        List<VirtualAddress> addresses = config.allAddresses();
        holder.add(config, addresses.stream().mapToInt(host::device).toArray());
        health.track(router, tracked, host.clockNanos());
        AddressFamily family = config.id().family();
        InetAddress source = config.sourceAddress().orElseGet(() -> host.primaryAddress(family));
        if (source != null) {
            engine.onSource(router, IpBits.high(source), IpBits.low(source), host.clockNanos());
        }
    }

    void start() {
        if (!host.isLinkUp()) {
            onLink(false, host.clockNanos());
        }
        request(now -> {
            for (int router = 0; router < engine.size(); router++) {
                engine.start(router, now);
            }
        });
    }

    /** What SIGTERM does: resign, release, end. */
    void stop() {
        request(now -> {
            stopping = true;
            for (int router = 0; router < engine.size(); router++) {
                engine.stop(router, now);
            }
        });
    }

    void request(Mailbox.Request request) {
        if (!mailbox.offer(request)) {
            throw new IllegalStateException("the mailbox of " + host.name() + " is full");
        }
        wake();
    }

    void freeze() {
        frozen = true;
    }

    void thaw() {
        frozen = false;
        wake();
    }

    /** Ends without a word: what is planned for it is void. */
    void kill() {
        ended = true;
        health.close();
    }

    boolean isEnded() {
        return ended;
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Returns whether nothing waits to be read or done: the engine's view and the kernel's should agree. */
    boolean isQuiet() {
        long due = turn.deadlineNanos();
        boolean idle = due == Duty.NEVER || due - host.clockNanos() > 0;
        return idle && !frozen && !ended && queue.isEmpty() && requests.isIdle();
    }

    void wake() {
        wake(lan.nowNanos());
    }

    private void wake(long atNanos) {
        if (ended || turnNanos != Duty.NEVER && turnNanos <= atNanos) {
            return;
        }
        turnNanos = atNanos;
        int number = ++turnNumber;
        lan.planAt(atNanos + dice.between(SHORTEST_WAKE, LONGEST_WAKE), () -> runTurn(number));
    }

    private void runTurn(int number) {
        if (number != turnNumber || ended) {
            return;
        }
        turnNanos = Duty.NEVER;
        if (frozen) {
            return;
        }
        host.touch();
        long now = host.clockNanos();
        long next = turn.run(now);
        if (stopping && holder.isSettled() && requests.isIdle()) {
            kill();
            host.onStopped();
        } else if (next != Duty.NEVER) {
            wake(lan.nowNanos() + Math.max(0, next - now));
        }
    }

    void arrive(Packet packet) {
        host.touch();
        boolean queued = queue.add(packet, wallNanos());
        lan.witnesses().forEach(w -> w.onArrived(host, packet, queued));
    }

    void onAddressGone(int device, VirtualAddress address) {
        InetAddress bits = address.address();
        long high = IpBits.high(bits);
        long low = IpBits.low(bits);
        queue.add(now -> holder.onRemoved(device, address.family(), high, low, address.prefixLength(), now), true);
    }

    void onLinkChange(boolean up) {
        queue.add(now -> onLink(up, now), false);
    }

    private void onLink(boolean up, long nowNanos) {
        for (int router = 0; router < engine.size(); router++) {
            if (up) {
                engine.onRecovered(router, Cause.LINK_DOWN, nowNanos);
            } else {
                engine.onFault(router, Cause.LINK_DOWN, host.interfaceName(), nowNanos);
            }
        }
    }

    long wallNanos() {
        return host.wallNanos();
    }

    void onPacket(Packet packet, long receivedNanos, long nowNanos) {
        lan.witnesses().forEach(w -> w.onRead(host, packet));
        packet.describe(context, LINK, receivedNanos);
        engine.onPacket(packet.message(), 0, packet.message().capacity(), context, nowNanos);
    }

    void onPacketsLost() {
        lan.witnesses().forEach(w -> w.onLossTold(host));
        engine.onReceiveOverflow(LINK);
    }

    void onNewsLost(long nowNanos) {
        holder.beginDump();
        host.kernel().dump((device, address) -> {
            InetAddress bits = address.address();
            holder.dumped(device, address.family(), IpBits.high(bits), IpBits.low(bits), address.prefixLength());
        });
        holder.endDump(nowNanos);
    }

    @Override
    public ByteBuffer buffer() {
        return sending;
    }

    @Override
    public int messageOffset() {
        return 0;
    }

    @Override
    public int send(int link, AddressFamily family, long sourceHigh, long sourceLow, int length) {
        if (host.sendErrno() != 0) {
            return host.sendErrno();
        }
        ByteBuffer message = ByteBuffer.allocate(length);
        message.put(0, sending, 0, length);
        lan.transmit(host, new Packet(family, sourceHigh, sourceLow, 255, message));
        return 0;
    }

    @Override
    public void onTransition(Transition t) {
        String text = t.name() + ": " + t.from() + " -> " + t.to() + ", " + t.reason();
        lan.record(host, TraceEvent.Kind.TRANSITION, text);
        lan.witnesses().forEach(w -> w.onTransition(host, t));
        host.listener().onTransition(t);
    }

    @Override
    public void onNotice(Notice notice) {
        String name = notice.router().toString();
        for (int router = 0; router < engine.size(); router++) {
            if (engine.config(router).id().equals(notice.router())) {
                name = engine.config(router).name();
            }
        }
        lan.record(host, TraceEvent.Kind.NOTICE, name + ": " + notice.kind() + ", " + notice.detail());
        lan.witnesses().forEach(w -> w.onNotice(host, notice));
        host.listener().onNotice(notice);
    }
}
