// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.address.AddressHolder;
import dev.understudy.vrrp.address.KernelPort;
import dev.understudy.vrrp.address.Lease;
import dev.understudy.vrrp.address.Ledger;
import dev.understudy.vrrp.engine.Duty;
import dev.understudy.vrrp.engine.Mailbox;
import dev.understudy.vrrp.engine.Turn;
import dev.understudy.vrrp.engine.VrrpEngine;
import dev.understudy.vrrp.netlink.linux.AdvertSocket;
import dev.understudy.vrrp.netlink.linux.ArpSocket;
import dev.understudy.vrrp.netlink.linux.KernelException;
import dev.understudy.vrrp.netlink.linux.Link;
import dev.understudy.vrrp.netlink.linux.RtNetlink;
import dev.understudy.vrrp.wire.AdvertisementWriter;
import dev.understudy.vrrp.wire.PacketContext;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes the way of a takeover many times before it is gone for the first time, which may be weeks later: an Active that is heard no more,
 * decision, advert, addresses, announcement, hand-off to the listener, resignation. The JVM compiles what is gone often, so that the first
 * takeover of a process is as fast as the tenth.
 *
 * <p>Engine, holder and sockets are of the production's classes and the rehearsal's own. Nothing leaves the host and nothing is bound: adverts
 * go to the loopback interface, where nobody has joined the group; requests and announcements name an interface that does not exist,
 * which the kernel refuses, and here that counts as done. Time is the rehearsal's own, too.
 */
final class Rehearsal implements KernelPort, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    /** The compiler's last tier takes some thousand calls. */
    private static final int TAKEOVERS = 6_000;

    private static final int ADVERTS = 2;
    private static final int TURNS = 6;
    /** Between so many takeovers others get the processor. */
    private static final int WITHOUT_PAUSE = 25;

    private static final long PAUSE_NANOS = 1_000_000L;
    private static final long END_MILLIS = 1_000;

    private static final int LOOPBACK = 1;
    private static final int NOWHERE = Integer.MAX_VALUE;
    private static final int UP_AND_RUNNING = 0x41;
    private static final long MAC = 0x02_00_00_00_00_01L;
    private static final long SOURCE = 0x7F00_0001L;
    private static final long PEER = 0x7F00_0002L;
    private static final int PEER_PRIORITY = 200;
    private static final int TTL = 255;
    private static final long GROUP = 0xE000_0012L;

    private final ThreadFactory factory;
    private final Runnable afterwards;
    private final Thread thread;
    private volatile boolean closing;

    private LinuxKernelPort kernel;
    private AddressHolder holder;

    /**
     * Starts nothing.
     *
     * @param afterwards what else can wait until the start is over; carried out by the rehearsal's thread in the end
     */
    Rehearsal(ThreadFactory factory, Runnable afterwards) {
        this.factory = factory;
        this.afterwards = afterwards;
        thread = factory.newThread(this::run);
        thread.setName("understudy-rehearsal");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        rehearse();
        if (!closing) {
            afterwards.run();
        }
    }

    private void rehearse() {
        try (Opening opened = new Opening();
                ListenerThread listener = ListenerThread.unrecorded(new Nobody(), factory)) {
            Devices devices = new Devices();
            Device stage = devices.number("lo");
            stage.take(new Link(NOWHERE, "lo", UP_AND_RUNNING, 0, MAC, 1500));
            stage.socket = opened.keep(AdvertSocket.open("lo", LOOPBACK, 1));
            kernel = new LinuxKernelPort(devices, opened.keep(new RtNetlink()), opened.keep(new ArpSocket()));
            listener.start();
            perform(devices, listener);
        } catch (KernelException | RuntimeException e) {
            LOG.debug("No rehearsal: the first takeover will take a few milliseconds longer", e);
        }
    }

    private void perform(Devices devices, ListenerThread listener) {
        holder = new AddressHolder(this, new NoLedger(), Lease.ON);
        kernel.answerTo((ticket, errno, nowNanos) -> holder.onResult(ticket, 0, nowNanos));
        ActiveFence fence = new ActiveFence(holder, 1);
        AdvertTimes times = new AdvertTimes(fence, new Punctuality(1, router -> "", Flight.unrecorded()), () -> 0);
        VrrpEngine engine = new VrrpEngine(new LinuxAdvertPort(devices), times, listener);
        times.of(engine);
        holder.answerTo(engine);
        VirtualRouterConfig config = VirtualRouterConfig.builder("lo", 1)
                .address(VirtualAddress.parse("192.0.2.1/32"))
                .build();
        engine.add(config, 0);
        holder.add(config, new int[1]);
        Turn turn = new Turn((limit, nowNanos) -> true, new Mailbox(1), engine, List.of(), List.of(holder, listener));
        ByteBuffer heard = ByteBuffer.allocateDirect(64);
        int length = new AdvertisementWriter(config).write(heard, 0, PEER_PRIORITY, 0, PEER);
        PacketContext ip = new PacketContext();
        long now = 0;
        engine.onSource(0, 0, SOURCE, now);
        engine.start(0, now);
        for (int takeover = 0; takeover < TAKEOVERS && !closing; takeover++) {
            ip.from(AddressFamily.IPV4, 0, PEER, 0, GROUP).at(0, TTL, now);
            engine.onPacket(heard, 0, length, ip, now);
            now = takeOver(engine, turn, now);
            if (takeover % WITHOUT_PAUSE == 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** From Backup to Active, some adverts, and back to Backup. */
    private static long takeOver(VrrpEngine engine, Turn turn, long begin) {
        long now = begin;
        int adverts = 0;
        for (int i = 0; i < TURNS && adverts < ADVERTS; i++) {
            long due = turn.deadlineNanos();
            now = due == Duty.NEVER || due - now < 0 ? now : due;
            turn.run(now);
            adverts += engine.state(0) == RouterState.ACTIVE ? 1 : 0;
        }
        engine.onFault(0, Cause.WITHDRAWN, "", now);
        turn.run(now);
        engine.onRecovered(0, Cause.WITHDRAWN, now);
        turn.run(now);
        return now;
    }

    @Override
    public void add(int device, VirtualAddress address, int validSeconds, boolean exclusive, long ticket) {
        kernel.add(device, address, validSeconds, exclusive, ticket);
    }

    @Override
    public void remove(int device, VirtualAddress address, long ticket) {
        kernel.remove(device, address, ticket);
    }

    @Override
    public void flush(long nowNanos) {
        kernel.flush(nowNanos);
    }

    @Override
    public int announce(int device, VirtualAddress address) {
        kernel.announce(device, address);
        return 0;
    }

    /** Ends it, wherever it is. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Nobody implements VrrpListener {
        @Override
        public void onTransition(Transition transition) {
            // Only the way to the listener is rehearsed: what it does is its own.
        }

        @Override
        public void onNotice(Notice notice) {
            // As above.
        }
    }

    private static final class NoLedger implements Ledger {
        @Override
        public void pending(int router, int address) {
            // Nothing is bound.
        }

        @Override
        public void bound(int router, int address) {
            // Nothing is bound.
        }

        @Override
        public void clear(int router, int address) {
            // Nothing is bound.
        }
    }
}
