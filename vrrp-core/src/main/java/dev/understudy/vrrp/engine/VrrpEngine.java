// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.RouterSnapshot;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterId;
import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.wire.AdvertisementView;
import dev.understudy.vrrp.wire.PacketContext;
import dev.understudy.vrrp.wire.ReceiveRules;
import dev.understudy.vrrp.wire.Verdict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Many virtual routers behind one heap of deadlines. A router is known by the slot that {@link #add} returned, an interface by a link
 * number that the owner chooses. Every method belongs to the one thread that runs the {@link Turn}; nothing here blocks, and nothing
 * allocates while adverts come and go.
 */
public final class VrrpEngine {
    private static final int FAMILIES = AddressFamily.values().length;
    private static final int VRIDS = 256;
    private static final int LINKS = 4096;

    private final AdvertPort adverts;
    private final AddressPort addresses;
    private final VrrpListener listener;
    private final List<VirtualRouter> routers = new ArrayList<>();
    private final DeadlineHeap deadlines = new DeadlineHeap(16);
    private final AdvertisementView view = new AdvertisementView();
    private final Counters strangers = new Counters();
    /** By link, family and VRID. */
    private VirtualRouter[][] table = new VirtualRouter[FAMILIES][];

    /** Creates an engine without routers. */
    public VrrpEngine(AdvertPort adverts, AddressPort addresses, VrrpListener listener) {
        this.adverts = Objects.requireNonNull(adverts, "adverts");
        this.addresses = Objects.requireNonNull(addresses, "addresses");
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /**
     * Adds a router in Initialize.
     *
     * @param link the number of its interface, 0..4095
     * @return the slot by which it is known from now on: 0, 1, 2 ..
     * @throws IllegalArgumentException if the interface has a router of this family and VRID already
     */
    public int add(VirtualRouterConfig config, int link) {
        if (link < 0 || link >= LINKS) {
            throw new IllegalArgumentException("link " + link + " is not within 0.." + (LINKS - 1));
        }
        VirtualRouterId id = config.id();
        VirtualRouter[] vrids = row(link, id.family());
        if (vrids[id.vrid()] != null) {
            throw new IllegalArgumentException("router " + id + " exists already");
        }
        int slot = routers.size();
        VirtualRouter router = new VirtualRouter(config, slot, link, adverts, addresses, listener);
        routers.add(router);
        vrids[id.vrid()] = router;
        return slot;
    }

    private VirtualRouter[] row(int link, AddressFamily family) {
        int index = link * FAMILIES + family.ordinal();
        if (index >= table.length) {
            table = Arrays.copyOf(table, Math.max(2 * table.length, (link + 1) * FAMILIES));
        }
        if (table[index] == null) {
            table[index] = new VirtualRouter[VRIDS];
        }
        return table[index];
    }

    /** Startup (I1, I2). A router that has a fault waits for its end. */
    public void start(int router, long nowNanos) {
        VirtualRouter r = routers.get(router);
        r.start(nowNanos);
        rearm(router, r);
    }

    /** Shutdown (A7, B6). */
    public void stop(int router, long nowNanos) {
        VirtualRouter r = routers.get(router);
        r.stop(nowNanos);
        rearm(router, r);
    }

    /**
     * Takes a received VRRP message.
     *
     * @param buffer a big-endian buffer
     * @param offset the index of the message's first byte
     * @param length its length by the IP header
     * @param ip what the IP header and the socket say; its link numbers are this engine's
     */
    public Verdict onPacket(ByteBuffer buffer, int offset, int length, PacketContext ip, long nowNanos) {
        view.wrap(buffer, offset, length);
        VirtualRouter router = find(ip, length);
        if (router == null) {
            Verdict verdict = ReceiveRules.checkUnknown(view, ip);
            strangers.count(verdict);
            return verdict;
        }
        Verdict verdict = router.onAdvertisement(view, ip, nowNanos);
        rearm(router.slot(), router);
        return verdict;
    }

    private VirtualRouter find(PacketContext ip, int length) {
        int index = ip.link() * FAMILIES + ip.family().ordinal();
        if (length < 2 || index < 0 || index >= table.length || table[index] == null) {
            return null;
        }
        return table[index][view.vrid()];
    }

    /**
     * Packets of a link were lost in the receive queue (F5). Said after what was in the queue has been handed over: an advert older than the
     * loss must not end the doubt.
     */
    public void onReceiveOverflow(int link) {
        for (AddressFamily family : AddressFamily.values()) {
            for (VirtualRouter router : row(link, family)) {
                if (router != null) {
                    router.onReceiveOverflow();
                }
            }
        }
    }

    /** A fault began (F1); does nothing if the router has it already. */
    public void onFault(int router, Cause cause, String detail, long nowNanos) {
        VirtualRouter r = routers.get(router);
        r.onFault(cause, detail, nowNanos);
        rearm(router, r);
    }

    /** A fault ended (F2); does nothing if the router does not have it. */
    public void onRecovered(int router, Cause cause, long nowNanos) {
        VirtualRouter r = routers.get(router);
        r.onRecovered(cause, nowNanos);
        rearm(router, r);
    }

    /** The effective priority changed (F3); kept within 1..254, and without effect on an owner. */
    public void onPriority(int router, int effective, long nowNanos) {
        VirtualRouter r = routers.get(router);
        r.onPriority(effective, nowNanos);
        rearm(router, r);
    }

    /** The primary address of the interface changed (F7); 0, 0 if it has none. For a router with a configured source the owner passes that one. */
    public void onSource(int router, long high, long low, long nowNanos) {
        VirtualRouter r = routers.get(router);
        r.onSource(high, low, nowNanos);
        rearm(router, r);
    }

    /** Every address of an Active router is bound. */
    public void onHeld(int router, long nowNanos) {
        routers.get(router).onHeld(nowNanos);
    }

    /** An address of an Active router is gone and is being put back (K3). */
    public void onLost(int router) {
        routers.get(router).onLost();
    }

    /** Every address of a former Active is released. */
    public void onReleased(int router, long nowNanos) {
        routers.get(router).onReleased(nowNanos);
    }

    /** An address cannot be bound: F4. The detail names it with the errno. */
    public void onHoldFailed(int router, String detail, long nowNanos) {
        VirtualRouter r = routers.get(router);
        r.onHoldFailed(detail, nowNanos);
        rearm(router, r);
    }

    /** Passes a notice on to the listener under a router's name. */
    public void notice(int router, Notice.Kind kind, String detail, long nowNanos) {
        routers.get(router).onNotice(kind, detail, nowNanos);
    }

    /**
     * Fires what is due.
     *
     * @param drained whether everything receivable was read; if not, a Backup whose timer is due behaves as after an overflow (F5)
     */
    void fire(long nowNanos, boolean drained) {
        while (!deadlines.isEmpty() && nowNanos - deadlines.firstDeadline() >= 0) {
            int slot = deadlines.firstSlot();
            VirtualRouter router = routers.get(slot);
            if (!drained) {
                router.onReceiveOverflow();
            }
            router.onDeadline(nowNanos);
            rearm(slot, router);
        }
    }

    private void rearm(int slot, VirtualRouter router) {
        deadlines.set(slot, router.deadlineNanos());
    }

    /** Returns the earliest deadline of all routers, or {@link Duty#NEVER}. */
    public long deadlineNanos() {
        return deadlines.firstDeadline();
    }

    /**
     * Returns when a Backup's Active_Down_Timer runs out, if nothing else is due before it; {@link Duty#NEVER} otherwise. While an Active is
     * heard this stays two intervals and more away, so that what is done just before it costs nothing.
     */
    public long takeoverNanos() {
        boolean backup =
                !deadlines.isEmpty() && routers.get(deadlines.firstSlot()).state() == RouterState.BACKUP;
        return backup ? deadlines.firstDeadline() : Duty.NEVER;
    }

    /**
     * Returns how late a router is by its deadline, in nanoseconds; 0 or less if nothing of it is overdue. While a deadline is carried out,
     * and so within {@link AddressPort#advertised}, it is still that deadline: how late the advert has left.
     */
    public long latenessNanos(int router, long nowNanos) {
        long due = deadlines.deadline(router);
        return due == Duty.NEVER ? 0 : nowNanos - due;
    }

    /** Returns how many routers there are. */
    public int size() {
        return routers.size();
    }

    /** Returns the state of a router. */
    public RouterState state(int router) {
        return routers.get(router).state();
    }

    /** Returns the configuration of a router. */
    public VirtualRouterConfig config(int router) {
        return routers.get(router).config();
    }

    /** Returns a copy of what a router looks like now; allocates. */
    public RouterSnapshot snapshot(int router) {
        return routers.get(router).snapshot();
    }

    /** Returns the packets that no router waited for, by reason; allocates. */
    public Map<String, Long> strangers() {
        return strangers.rejected();
    }
}
