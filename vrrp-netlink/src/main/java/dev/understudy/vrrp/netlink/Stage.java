// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.RouterState;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Where a takeover can be played: engine, holder and sockets are of the production's classes and the stage's own. Nothing leaves the host
 * and nothing is bound: adverts go to the loopback interface, where nobody has joined the group; announcements name an interface that does
 * not exist, which the kernel refuses, and here that counts as done. Time is the stage's own, too. Belongs to one thread at a time.
 */
final class Stage implements KernelPort, AutoCloseable {
    private static final int ADVERTS = 2;
    private static final int TURNS = 6;

    private static final int LOOPBACK = 1;
    private static final int NOWHERE = Integer.MAX_VALUE;
    private static final int UP_AND_RUNNING = 0x41;
    private static final long MAC = 0x02_00_00_00_00_01L;
    private static final long SOURCE = 0x7F00_0001L;
    private static final long PEER = 0x7F00_0002L;
    private static final int PEER_PRIORITY = 200;
    private static final int TTL = 255;
    private static final long GROUP = 0xE000_0012L;

    private final Requests requests;
    private final AdvertSocket adverts;
    private final RtNetlink netlink;
    private final ArpSocket arp;
    private final LinuxKernelPort kernel;
    private final AddressHolder holder;
    private final VrrpEngine engine;
    private final Turn turn;
    private final ByteBuffer heard = ByteBuffer.allocateDirect(64);
    private final int length;
    private final PacketContext ip = new PacketContext();
    private long now;

    /** What the kernel is asked for in place of the addresses. */
    enum Requests {
        /** For addresses on an interface that does not exist: the whole way, its lock on network configuration (RTNL) included. */
        REFUSED,
        /** For nothing: there and back past every lock, so that nobody on this machine can hold it up. */
        EMPTY
    }

    private Stage(
            Requests requests,
            AdvertSocket adverts,
            RtNetlink netlink,
            ArpSocket arp,
            VrrpListener listener,
            List<Duty> afterwards) {
        this.requests = requests;
        this.adverts = adverts;
        this.netlink = netlink;
        this.arp = arp;
        Devices devices = new Devices();
        Device nowhere = devices.number("lo");
        nowhere.take(new Link(NOWHERE, "lo", UP_AND_RUNNING, 0, MAC, 1500));
        nowhere.socket = adverts;
        kernel = new LinuxKernelPort(devices, netlink, arp);
        holder = new AddressHolder(this, new NoLedger(), Lease.ON);
        kernel.answerTo((ticket, errno, nowNanos) -> holder.onResult(ticket, 0, nowNanos));
        ActiveFence fence = new ActiveFence(holder, 1);
        AdvertTimes times = new AdvertTimes(fence, new Punctuality(1, router -> "", Flight.unrecorded()), () -> 0);
        engine = new VrrpEngine(new LinuxAdvertPort(devices), times, listener);
        times.of(engine);
        holder.answerTo(engine);
        VirtualRouterConfig config = VirtualRouterConfig.builder("lo", 1)
                .address(VirtualAddress.parse("192.0.2.1/32"))
                .build();
        engine.add(config, 0);
        holder.add(config, new int[1]);
        List<Duty> after = new ArrayList<>(afterwards);
        after.add(0, holder);
        turn = new Turn((limit, nowNanos) -> true, new Mailbox(1), engine, List.of(), after);
        length = new AdvertisementWriter(config).write(heard, 0, PEER_PRIORITY, 0, PEER);
        engine.onSource(0, 0, SOURCE, now);
        engine.start(0, now);
    }

    /**
     * Opens a stage.
     *
     * @param requests what binding and releasing become
     * @param listener hears of every takeover
     * @param afterwards what follows the addresses and announcements in a turn
     */
    static Stage open(Requests requests, VrrpListener listener, Duty... afterwards) throws KernelException {
        try (Opening opening = new Opening()) {
            AdvertSocket adverts = opening.keep(AdvertSocket.openToSend("lo", LOOPBACK));
            RtNetlink netlink = opening.keep(new RtNetlink());
            ArpSocket arp = opening.keep(new ArpSocket());
            Stage stage = new Stage(requests, adverts, netlink, arp, listener, List.of(afterwards));
            opening.succeeded();
            return stage;
        }
    }

    /** Plays one takeover: from Backup to Active, some adverts, and back to Backup. */
    void takeOver() {
        ip.from(AddressFamily.IPV4, 0, PEER, 0, GROUP).at(0, TTL, now);
        engine.onPacket(heard, 0, length, ip, now);
        int sent = 0;
        for (int i = 0; i < TURNS && sent < ADVERTS; i++) {
            long due = turn.deadlineNanos();
            now = due == Duty.NEVER || due - now < 0 ? now : due;
            turn.run(now);
            sent += engine.state(0) == RouterState.ACTIVE ? 1 : 0;
        }
        engine.onFault(0, Cause.WITHDRAWN, "", now);
        turn.run(now);
        engine.onRecovered(0, Cause.WITHDRAWN, now);
        turn.run(now);
    }

    @Override
    public void add(int device, VirtualAddress address, int validSeconds, boolean exclusive, long ticket) {
        if (requests == Requests.EMPTY) {
            netlink.nothing((int) ticket);
        } else {
            kernel.add(device, address, validSeconds, exclusive, ticket);
        }
    }

    @Override
    public void remove(int device, VirtualAddress address, long ticket) {
        if (requests == Requests.EMPTY) {
            netlink.nothing((int) ticket);
        } else {
            kernel.remove(device, address, ticket);
        }
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

    @Override
    public void close() {
        try (Opening all = new Opening()) {
            all.keep(adverts);
            all.keep(netlink);
            all.keep(arp);
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
