// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.address.AddressHolder;
import dev.understudy.vrrp.address.Lease;
import dev.understudy.vrrp.engine.Duty;
import dev.understudy.vrrp.engine.Mailbox;
import dev.understudy.vrrp.engine.Turn;
import dev.understudy.vrrp.engine.VrrpEngine;
import dev.understudy.vrrp.netlink.linux.AdvertSocket;
import dev.understudy.vrrp.netlink.linux.ArpSocket;
import dev.understudy.vrrp.netlink.linux.Link;
import dev.understudy.vrrp.netlink.linux.RtNetlink;
import dev.understudy.vrrp.wire.AdvertisementWriter;
import dev.understudy.vrrp.wire.PacketContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a takeover can be played: engine, holder, ledger, ports and sockets are of the production's classes and the stage's own. Another
 * class in their place would be what the JVM compiles the calls for, and the first real takeover would find them compiled for the wrong
 * one. Nothing leaves the host and nothing is bound: adverts and announcements go to the loopback interface, where nobody listens; requests
 * for addresses are empty ones; the ledger has no name. Time is the stage's own, ahead of the clock, so that nothing is late. Belongs to
 * one thread at a time.
 */
final class Stage implements AutoCloseable {
    private static final int ADVERTS = 2;
    private static final int TURNS = 6;

    private static final int LOOPBACK = 1;
    private static final int UP_AND_RUNNING = 0x41;
    private static final long MAC = 0x02_00_00_00_00_01L;
    private static final long SOURCE = 0x7F00_0001L;
    private static final long PEER = 0x7F00_0002L;
    private static final int PEER_PRIORITY = 200;
    private static final int TTL = 255;
    private static final long GROUP = 0xE000_0012L;

    private static final VirtualRouterConfig ROUTER = VirtualRouterConfig.builder("lo", 1)
            .address(VirtualAddress.parse("192.0.2.1/32"))
            .build();

    private final AdvertSocket adverts;
    private final RtNetlink netlink;
    private final ArpSocket arp;
    private final RouterClaim claim;
    private final VrrpEngine engine;
    private final Turn turn;
    private final ByteBuffer heard = ByteBuffer.allocateDirect(64);
    private final int length;
    private final PacketContext ip = new PacketContext();
    private long now = System.nanoTime();

    private Stage(
            AdvertSocket adverts,
            RtNetlink netlink,
            ArpSocket arp,
            RouterClaim claim,
            VrrpListener listener,
            boolean writes,
            List<Duty> afterwards) {
        this.adverts = adverts;
        this.netlink = netlink;
        this.arp = arp;
        this.claim = claim;
        Devices devices = new Devices();
        Device loopback = devices.number("lo");
        loopback.take(new Link(LOOPBACK, "lo", UP_AND_RUNNING, 0, MAC, 1500));
        loopback.socket = adverts;
        LinuxKernelPort kernel = new LinuxKernelPort(devices, netlink, arp);
        FileLedger ledger = new FileLedger(List.of(claim));
        AddressHolder holder = new AddressHolder(kernel, ledger, Lease.ON);
        kernel.answerTo(holder);
        ActiveFence fence = new ActiveFence(holder, 1);
        AdvertTimes times = new AdvertTimes(fence, new Punctuality(1, router -> "", Flight.unrecorded()));
        engine = new VrrpEngine(new LinuxAdvertPort(devices), times, listener);
        times.of(engine);
        holder.answerTo(engine);
        engine.add(ROUTER, 0);
        holder.add(ROUTER, new int[1]);
        List<Duty> after = new ArrayList<>(List.of(holder));
        if (writes) {
            after.add(ledger);
        }
        after.addAll(afterwards);
        turn = new Turn((limit, nowNanos) -> true, new Mailbox(1), engine, List.of(), after);
        length = new AdvertisementWriter(ROUTER).write(heard, 0, PEER_PRIORITY, 0, PEER);
        engine.onSource(0, 0, SOURCE, now);
        engine.start(0, now);
    }

    /** Opens a stage on which all is played, as soon as a turn has time for it: {@code afterwards} follows the ledger. */
    static Stage open(Path directory, VrrpListener listener, Duty... afterwards) throws IOException {
        return open(directory, listener, true, List.of(afterwards));
    }

    /** Opens a stage on which nothing can wait: for no disk, and for no lock of the kernel's. */
    static Stage openSwift(Path directory, VrrpListener listener) throws IOException {
        return open(directory, listener, false, List.of());
    }

    private static Stage open(Path directory, VrrpListener listener, boolean writes, List<Duty> afterwards)
            throws IOException {
        try (Opening opening = new Opening()) {
            AdvertSocket adverts = opening.keep(AdvertSocket.openToSend("lo", LOOPBACK));
            RtNetlink netlink = opening.keep(RtNetlink.dry());
            ArpSocket arp = opening.keep(ArpSocket.dry());
            RouterClaim claim = opening.keep(RouterClaim.nameless(directory));
            claim.begin(LedgerContent.of("", 0, ROUTER, 0, 0));
            Stage stage = new Stage(adverts, netlink, arp, claim, listener, writes, afterwards);
            opening.succeeded();
            return stage;
        }
    }

    /** Plays one takeover: from Backup to Active, some adverts, and back to Backup. */
    void takeOver() {
        long clock = System.nanoTime();
        now = now - clock < 0 ? clock : now;
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
    public void close() {
        try (Opening all = new Opening()) {
            all.keep(adverts);
            all.keep(netlink);
            all.keep(arp);
            all.keep(claim);
        }
    }
}
