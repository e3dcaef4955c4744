// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.address;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.address.HeldAddress.Phase;
import dev.understudy.vrrp.engine.AddressPort;
import dev.understudy.vrrp.engine.DeadlineHeap;
import dev.understudy.vrrp.engine.Duty;
import dev.understudy.vrrp.engine.VrrpEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes the kernel's addresses what the routers' states ask for. The engine's wish, the kernel's answers and the monitor's notices change
 * what is known; {@link #perform} asks the kernel for the difference, after the protocol has had its say in the same turn (K3). Belongs to
 * the thread of the turn.
 */
public final class AddressHolder implements AddressPort, Duty {
    private static final int EEXIST = 17;
    private static final int ENODEV = 19;
    private static final int EADDRNOTAVAIL = 99;
    private static final int ENOBUFS = 105;
    private static final long RETRY_NANOS = 1_000_000_000L;
    /** Some milliseconds of system calls, before the adverts that have become due meanwhile. */
    private static final int ROUTERS_PER_TURN = 64;

    private final KernelPort kernel;
    private final Ledger ledger;
    private final Lease lease;
    private final List<RouterAddresses> routers = new ArrayList<>();
    private final AddressIndex index = new AddressIndex();
    private final Announcer announcer = new Announcer();
    /** Kept: a method reference is an object of its own wherever it is written. */
    private final Announcer.Sender sender = this::announce;
    /** Routers whose addresses differ from what is wanted, by when something is to be done about it. */
    private final DeadlineHeap dirty = new DeadlineHeap(16);

    private VrrpEngine engine;
    private long lastTurnNanos;

    /** Creates a holder without routers; {@link #answerTo} completes it. */
    public AddressHolder(KernelPort kernel, Ledger ledger, Lease lease) {
        this.kernel = Objects.requireNonNull(kernel, "kernel");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.lease = Objects.requireNonNull(lease, "lease");
    }

    /** Says who is told what the kernel has done. */
    public void answerTo(VrrpEngine toldTo) {
        engine = Objects.requireNonNull(toldTo, "engine");
    }

    /**
     * Adds the addresses of a router, in the order in which routers were added to the engine.
     *
     * @param devices the device number of each of {@link VirtualRouterConfig#allAddresses()}
     */
    public void add(VirtualRouterConfig config, int[] devices) {
        RouterAddresses router = new RouterAddresses(config, devices, lease);
        index.add(routers.size(), router.addresses);
        routers.add(router);
        announcer.add(config);
    }

    @Override
    public void hold(int router, long nowNanos) {
        RouterAddresses r = routers.get(router);
        r.wanted = true;
        r.acknowledged = false;
        r.releasing = false;
        r.renewedNanos = nowNanos;
        dirty.set(router, nowNanos);
    }

    @Override
    public void unhold(int router, long nowNanos) {
        RouterAddresses r = routers.get(router);
        r.wanted = false;
        r.acknowledged = false;
        r.releasing = true;
        announcer.onUnheld(router);
        dirty.set(router, nowNanos);
    }

    @Override
    public void advertised(int router, long nowNanos) {
        RouterAddresses r = routers.get(router);
        boolean leased = r.wanted && r.leaseSeconds != KernelPort.FOREVER;
        if (!leased || nowNanos - r.renewedNanos < Lease.RENEWAL_GAP_NANOS) {
            return;
        }
        // Not yet: what is still unread in this turn may say that the address is gone, and a renewal would bind it anew
        // (K3).
        r.renewalDue = true;
        dirty.set(router, nowNanos);
    }

    private void renew(int router, RouterAddresses r, int address) {
        HeldAddress held = r.addresses.get(address);
        kernel.add(held.device, held.address, r.leaseSeconds, false, Ticket.renewal(router, address));
    }

    @Override
    public void perform(long nowNanos) {
        lastTurnNanos = nowNanos;
        // Answers that come late; and whatever is answered from here on is answered at this time.
        kernel.flush(nowNanos);
        for (int i = 0; i < ROUTERS_PER_TURN && !dirty.isEmpty() && nowNanos - dirty.firstDeadline() >= 0; i++) {
            int router = dirty.firstSlot();
            dirty.set(router, NEVER);
            reconcile(router, nowNanos);
            settle(router, nowNanos);
        }
        kernel.flush(nowNanos);
        announcer.perform(sender, nowNanos);
    }

    private void reconcile(int router, long nowNanos) {
        RouterAddresses r = routers.get(router);
        boolean renews = r.wanted && r.renewalDue;
        r.renewalDue = false;
        r.renewedNanos = renews ? nowNanos : r.renewedNanos;
        for (int i = 0; i < r.addresses.size(); i++) {
            HeldAddress held = r.addresses.get(i);
            if (r.wanted && held.phase == Phase.ABSENT) {
                bind(router, r, i);
            } else if (renews && held.phase == Phase.OURS) {
                renew(router, r, i);
            } else if (!r.wanted && held.isPresent()) {
                release(router, r, i);
            } else if (!r.wanted && held.phase == Phase.ABSENT) {
                forget(router, r, i);
            }
        }
    }

    private void bind(int router, RouterAddresses r, int address) {
        HeldAddress held = r.addresses.get(address);
        held.phase = Phase.ADDING;
        if (!r.owner) {
            ledger.pending(router, address);
        }
        // K4: exclusive, or an address that somebody else configured would silently become a lease.
        kernel.add(held.device, held.address, r.leaseSeconds, true, Ticket.bind(router, address));
    }

    /** What was lost, and is not wanted any more, is not ours any more: whoever has it from now on had it before us (K4). */
    private void forget(int router, RouterAddresses r, int address) {
        HeldAddress held = r.addresses.get(address);
        held.missing = false;
        if (held.ours) {
            held.ours = false;
            ledger.clear(router, address);
        }
    }

    private void release(int router, RouterAddresses r, int address) {
        HeldAddress held = r.addresses.get(address);
        held.missing = false;
        if (held.phase == Phase.FOREIGN || r.owner) {
            held.phase = Phase.ABSENT;
        } else {
            held.phase = Phase.REMOVING;
            kernel.remove(held.device, held.address, Ticket.release(router, address));
        }
    }

    /** The kernel has answered a request. */
    public void onResult(long ticket, int errno, long nowNanos) {
        int router = Ticket.router(ticket);
        int address = Ticket.address(ticket);
        switch (Ticket.kind(ticket)) {
            case Ticket.BIND -> onBindResult(router, address, errno, nowNanos);
            case Ticket.RENEWAL -> onRenewalResult(router, address, errno, nowNanos);
            default -> onReleaseResult(router, address, errno, nowNanos);
        }
        settle(router, nowNanos);
    }

    private void onBindResult(int router, int address, int errno, long nowNanos) {
        RouterAddresses r = routers.get(router);
        HeldAddress held = r.addresses.get(address);
        boolean putBack = held.missing;
        held.missing = false;
        if (errno == 0 || errno == EEXIST && held.ours) {
            held.phase = Phase.OURS;
            held.ours = true;
            if (!r.owner) {
                ledger.bound(router, address);
            }
            if (errno == EEXIST) {
                renew(router, r, address);
            }
        } else if (errno == EEXIST) {
            held.phase = Phase.FOREIGN;
            foreign(router, address, nowNanos);
        } else {
            onBindFailed(router, address, errno, nowNanos);
            return;
        }
        if (!r.wanted) {
            dirty.set(router, nowNanos);
            return;
        }
        if (putBack) {
            engine.notice(router, Notice.Kind.ADDRESS_PUT_BACK, held.address.toString(), nowNanos);
        }
        announcer.onBound(router, address);
    }

    /** What was ours before may still be there, although putting it back failed: it stays in the ledger and is removed in earnest. */
    private void onBindFailed(int router, int address, int errno, long nowNanos) {
        RouterAddresses r = routers.get(router);
        HeldAddress held = r.addresses.get(address);
        // With ENOBUFS the answer was lost, and the address may be bound: better removed in earnest than forgotten.
        held.ours |= errno == ENOBUFS;
        held.phase = held.ours ? Phase.OURS : Phase.ABSENT;
        if (!held.ours) {
            ledger.clear(router, address);
        }
        if (r.wanted) {
            engine.onHoldFailed(router, held.address + ": " + ErrnoText.of(errno), nowNanos);
        } else {
            dirty.set(router, nowNanos);
        }
    }

    private void foreign(int router, int address, long nowNanos) {
        RouterAddresses r = routers.get(router);
        ledger.clear(router, address);
        if (!r.owner) {
            String text = r.addresses.get(address).address + " was there before: it is used as it is and stays (K4)";
            engine.notice(router, Notice.Kind.FOREIGN_ADDRESS, text, nowNanos);
        }
    }

    /** A lease that could not be renewed has not run out yet: if no later renewal helps, the notice of its end says so (K3). */
    private void onRenewalResult(int router, int address, int errno, long nowNanos) {
        if (errno != 0) {
            VirtualAddress leased = routers.get(router).addresses.get(address).address;
            String text = "renewing the lease of " + leased + ": " + ErrnoText.of(errno);
            engine.notice(router, Notice.Kind.ADDRESS_ERROR, text, nowNanos);
        }
    }

    private void onReleaseResult(int router, int address, int errno, long nowNanos) {
        HeldAddress held = routers.get(router).addresses.get(address);
        if (errno == 0 || errno == EADDRNOTAVAIL || errno == ENODEV) {
            held.phase = Phase.ABSENT;
            held.ours = false;
            held.expectedRemovals += errno == 0 && !held.removalSeen ? 1 : 0;
            held.removalSeen = false;
            ledger.clear(router, address);
            if (routers.get(router).wanted) {
                dirty.set(router, nowNanos);
            }
        } else {
            // Still bound, so still in the ledger: asked for again in a second, and by the next process at the latest.
            held.phase = Phase.OURS;
            String text = "removing " + held.address + ": " + ErrnoText.of(errno);
            engine.notice(router, Notice.Kind.ADDRESS_ERROR, text, nowNanos);
            dirty.set(router, nowNanos + RETRY_NANOS);
        }
    }

    /** Tells the engine when the last address of a router has arrived where it should be. */
    private void settle(int router, long nowNanos) {
        RouterAddresses r = routers.get(router);
        if (r.wanted && !r.acknowledged && r.allPresent()) {
            r.acknowledged = true;
            announcer.onHeld(router, nowNanos);
            engine.onHeld(router, nowNanos);
        } else if (r.releasing && !r.wanted && r.allAbsent()) {
            r.releasing = false;
            engine.onReleased(router, nowNanos);
        }
    }

    /**
     * An address has gone from an interface (RTM_DELADDR). Judged by what should be there, never by who did it (K2).
     *
     * @param device the device number
     * @param high the upper half of the address
     * @param low the lower half
     * @param prefixLength its prefix length
     */
    public void onRemoved(int device, AddressFamily family, long high, long low, int prefixLength, long nowNanos) {
        long found = index.find(device, family, high, low, prefixLength);
        if (found == AddressIndex.NONE) {
            return;
        }
        int router = Ticket.router(found);
        int address = Ticket.address(found);
        HeldAddress held = routers.get(router).addresses.get(address);
        if (held.expectedRemovals > 0) {
            held.expectedRemovals--;
        } else if (held.phase == Phase.REMOVING) {
            held.removalSeen = true;
        } else if (held.isPresent()) {
            reportLoss(router, held, nowNanos);
            lose(router, address, nowNanos);
        }
    }

    private void reportLoss(int router, HeldAddress held, long nowNanos) {
        RouterAddresses r = routers.get(router);
        if (!r.wanted) {
            return;
        }
        boolean lapsed = held.phase == Phase.OURS && r.leaseHasRunOut(nowNanos);
        Notice.Kind kind = lapsed ? Notice.Kind.LEASE_LAPSED : Notice.Kind.ADDRESS_REMOVED;
        long ageMillis = (nowNanos - r.renewedNanos) / 1_000_000;
        String text = held.address
                + (lapsed ? " was last renewed " + ageMillis + " ms ago" : " was removed by somebody else");
        engine.notice(router, kind, text, nowNanos);
    }

    private void lose(int router, int address, long nowNanos) {
        RouterAddresses r = routers.get(router);
        HeldAddress held = r.addresses.get(address);
        held.phase = Phase.ABSENT;
        if (r.wanted) {
            held.missing = true;
            r.acknowledged = false;
            engine.onLost(router);
        } else {
            held.ours = false;
            ledger.clear(router, address);
        }
        dirty.set(router, nowNanos);
    }

    /** The monitor has lost notices (K8): a dump of all addresses follows. */
    public void beginDump() {
        for (RouterAddresses r : routers) {
            for (HeldAddress held : r.addresses) {
                held.seen = false;
                held.expectedRemovals = 0;
                held.removalSeen = held.phase == Phase.REMOVING;
            }
        }
    }

    /** An address of the dump. */
    public void dumped(int device, AddressFamily family, long high, long low, int prefixLength) {
        long found = index.find(device, family, high, low, prefixLength);
        if (found != AddressIndex.NONE) {
            routers.get(Ticket.router(found)).addresses.get(Ticket.address(found)).seen = true;
        }
    }

    /** The dump is complete: what was not in it is gone. */
    public void endDump(long nowNanos) {
        for (int router = 0; router < routers.size(); router++) {
            List<HeldAddress> addresses = routers.get(router).addresses;
            for (int i = 0; i < addresses.size(); i++) {
                HeldAddress held = addresses.get(i);
                if (held.isPresent() && !held.seen) {
                    reportLoss(router, held, nowNanos);
                    lose(router, i, nowNanos);
                }
            }
        }
    }

    private void announce(int router, int address, long nowNanos) {
        RouterAddresses r = routers.get(router);
        HeldAddress held = r.addresses.get(address);
        if (!r.wanted || !held.isPresent()) {
            return;
        }
        int errno = kernel.announce(held.device, held.address);
        if (errno != 0) {
            String text = "announcing " + held.address + ": " + ErrnoText.of(errno);
            engine.notice(router, Notice.Kind.ANNOUNCE_ERROR, text, nowNanos);
        }
    }

    @Override
    public long deadlineNanos() {
        if (announcer.isBusy()) {
            return lastTurnNanos;
        }
        long first = dirty.firstDeadline();
        long announcements = announcer.deadlineNanos();
        if (first == NEVER || announcements != NEVER && announcements - first < 0) {
            return announcements;
        }
        return first;
    }

    /** Returns whether every address of every router is where it should be, so that the process may end. */
    public boolean isSettled() {
        return routers.stream().allMatch(r -> r.wanted ? r.allPresent() : r.allAbsent());
    }
}
