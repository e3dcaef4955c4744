// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.RouterSnapshot;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.VrrpVersion;
import dev.understudy.vrrp.wire.AdvertisementView;
import dev.understudy.vrrp.wire.PacketContext;
import dev.understudy.vrrp.wire.ReceiveRules;
import dev.understudy.vrrp.wire.Verdict;

/**
 * One virtual router: applies the decisions of the state table. It owns no clock, thread or socket and has at most one armed deadline.
 * Owned by one {@link VrrpEngine}, which hands it events and re-arms its deadline after each; not thread-safe.
 */
final class VirtualRouter {
    /** How many own intervals may pass without an advert of an Active before that is a stall (F6). */
    private static final int STALL_INTERVALS = 3;

    private final VirtualRouterConfig config;
    private final int slot;
    private final AddressPort addresses;
    private final AdvertSender adverts;
    private final ReceiveRules rules;
    private final Reporter reporter;
    private final Peers peers;
    private final ActiveWatch watch;
    private final PeerRemarks remarks;
    private final Counters counters = new Counters();
    private final Faults faults = new Faults();
    private final DuplicateSource duplicateSource = new DuplicateSource();
    private final VrrpVersion version;
    private final long ownIntervalNanos;

    private RouterState state = RouterState.INITIALIZE;
    private boolean started;
    private boolean held;
    private int priority;
    private long deadlineNanos = Duty.NEVER;

    VirtualRouter(
            VirtualRouterConfig config,
            int slot,
            int link,
            AdvertPort advertPort,
            AddressPort addressPort,
            VrrpListener listener) {
        this.config = config;
        this.slot = slot;
        addresses = addressPort;
        adverts = new AdvertSender(config, advertPort, link);
        rules = new ReceiveRules(config);
        reporter = new Reporter(config, listener);
        peers = new Peers(config.id().family());
        watch = new ActiveWatch(config);
        remarks = new PeerRemarks(config, adverts.writer(), reporter);
        version = config.version();
        ownIntervalNanos = config.advertisementInterval().toNanos();
        priority = config.priority();
        // Until onSource() names an address to send from.
        faults.add(Cause.NO_SOURCE_ADDRESS, config.id().interfaceName(), 0);
    }

    void start(long now) {
        if (started) {
            return;
        }
        started = true;
        if (faults.any()) {
            reporter.notice(Notice.Kind.WAITING, "waits in Initialize: " + faults.describe(), now);
        } else {
            apply(decide(RouterEvent.STARTUP, Relation.LOWER, false), Cause.STARTUP, "", now);
        }
        armRetry();
    }

    void stop(long now) {
        if (!started) {
            return;
        }
        apply(decide(RouterEvent.SHUTDOWN, Relation.LOWER, false), Cause.SHUTDOWN, "", now);
        started = false;
        faults.remove(Cause.HOLD_FAILED);
        faults.remove(Cause.SEND_FAILED);
        deadlineNanos = Duty.NEVER;
    }

    Verdict onAdvertisement(AdvertisementView packet, PacketContext ip, long now) {
        Verdict verdict = rules.check(packet, ip);
        if (verdict == Verdict.ACCEPTED && isOwnSource(ip)) {
            verdict = Verdict.OWN_SOURCE;
        }
        counters.count(verdict);
        if (verdict == Verdict.ACCEPTED) {
            accept(packet, ip, now);
        } else {
            refuse(verdict, ip, now);
        }
        return verdict;
    }

    private boolean isOwnSource(PacketContext ip) {
        return ip.sourceLow() == adverts.sourceLow() && ip.sourceHigh() == adverts.sourceHigh();
    }

    private void refuse(Verdict verdict, PacketContext ip, long now) {
        if (verdict == Verdict.OWN_SOURCE) {
            boolean contested = duplicateSource.seen(ownIntervalNanos, now);
            if (contested && reporter.permits(Notice.Kind.DUPLICATE_SOURCE, now)) {
                reporter.notice(
                        Notice.Kind.DUPLICATE_SOURCE,
                        "another host sends adverts from our address " + ip.source() + ": both may stay Active (F8)",
                        now);
            }
        } else if (reporter.permits(Notice.Kind.REJECTED, now)) {
            String text =
                    "advert from " + ip.source() + " refused: " + verdict.description() + " (" + verdict.rule() + ')';
            reporter.notice(Notice.Kind.REJECTED, text, now);
        }
    }

    private void accept(AdvertisementView packet, PacketContext ip, long now) {
        int peerPriority = packet.priority();
        Peers.Peer peer = peers.heard(ip.sourceHigh(), ip.sourceLow(), peerPriority, ip.receivedNanos());
        if (version == VrrpVersion.V3 && config.id().family() == AddressFamily.IPV4) {
            peer.count(ReceiveRules.checksumForm(packet, ip));
        }
        if (state == RouterState.INITIALIZE) {
            return;
        }
        remarks.consider(packet, ip, peerPriority, priority, now);
        if (peerPriority == 0) {
            onResignation(ip, now);
        } else {
            onContender(packet, ip, peer, now);
        }
    }

    private void onResignation(PacketContext ip, long now) {
        Decision decision = decide(RouterEvent.RESIGNATION, Relation.LOWER, false);
        if (decision == Decision.AWAIT_SKEW) {
            watch.awaitSkew(ip.receivedNanos());
            armClaim();
        } else {
            apply(decision, Cause.ACTIVE_RESIGNED, "", now);
        }
    }

    private void onContender(AdvertisementView packet, PacketContext ip, Peers.Peer peer, long now) {
        Relation relation = Relation.of(
                packet.priority(),
                priority,
                ip.sourceHigh(),
                ip.sourceLow(),
                adverts.sourceHigh(),
                adverts.sourceLow());
        // P6: Preempt_Mode, and so its delay, is read in Backup only.
        boolean preempts = state == RouterState.BACKUP && watch.mayPreempt(relation, ip.receivedNanos());
        Decision decision = decide(RouterEvent.ADVERTISEMENT, relation, preempts);
        switch (decision) {
            case FOLLOW -> follow(packet, relation, ip.receivedNanos());
            case OUTWAIT -> watch.outwait();
            case YIELD -> {
                Cause cause = relation == Relation.HIGHER ? Cause.HIGHER_PRIORITY : Cause.HIGHER_ADDRESS;
                follow(packet, relation, ip.receivedNanos());
                release(RouterState.BACKUP, cause, peers.describeLast(), now);
            }
            case ASSERT -> {
                if (peer.mayAnswer(ownIntervalNanos, now)) {
                    advertise(now);
                }
            }
            default -> {
                // NOTHING and DISCARD.
            }
        }
    }

    private void follow(AdvertisementView packet, Relation relation, long receivedNanos) {
        watch.follow(packet.intervalNanos(), relation, receivedNanos);
        armClaim();
    }

    private void armClaim() {
        deadlineNanos = watch.deadlineNanos(priority);
    }

    void onDeadline(long now) {
        if (deadlineNanos == Duty.NEVER || now - deadlineNanos < 0) {
            return;
        }
        switch (state) {
            case INITIALIZE -> retry(now);
            case BACKUP -> onSilence(now);
            case ACTIVE -> apply(decide(RouterEvent.TIMER, Relation.LOWER, false), Cause.STARTUP, "", now);
        }
    }

    private void onSilence(long now) {
        long late = now - deadlineNanos;
        if (!watch.givesGrace(late, now)) {
            apply(decide(RouterEvent.TIMER, Relation.LOWER, false), watch.claimCause(), lastWords(now), now);
            return;
        }
        armClaim();
        Notice.Kind kind = watch.isDoubtful() ? Notice.Kind.RECEIVE_OVERFLOW : Notice.Kind.STALL;
        if (reporter.permits(kind, now)) {
            String why = watch.isDoubtful() ? "adverts may be lost" : "woke " + late / 1_000_000 + " ms late";
            reporter.notice(kind, why + ": the Active gets one further interval (F5)", now);
        }
    }

    private String lastWords(long now) {
        Peers.Peer last = peers.last();
        if (last == null) {
            return "nobody was heard";
        }
        return peers.text(last) + " was last heard " + (now - last.heardNanos()) / 1_000_000 + " ms ago";
    }

    private void retry(long now) {
        deadlineNanos = Duty.NEVER;
        adverts.forgive();
        onRecovered(Cause.HOLD_FAILED, now);
        onRecovered(Cause.SEND_FAILED, now);
    }

    void onFault(Cause cause, String detail, long now) {
        boolean fresh = faults.add(cause, detail, now);
        if (!started || !fresh) {
            return;
        }
        if (state == RouterState.INITIALIZE) {
            reporter.notice(Notice.Kind.FAULT, "waits in Initialize: " + faults.describe(), now);
        } else {
            apply(decide(RouterEvent.FAULT, Relation.LOWER, false), cause, detail, now);
        }
        armRetry();
    }

    void onRecovered(Cause cause, long now) {
        boolean last = faults.remove(cause);
        if (last && started && state == RouterState.INITIALIZE) {
            apply(decide(RouterEvent.RECOVERY, Relation.LOWER, false), Cause.RECOVERED, cause.description(), now);
        }
        armRetry();
    }

    private void armRetry() {
        if (started && state == RouterState.INITIALIZE) {
            deadlineNanos = faults.retryNanos();
        }
    }

    /** F3. An owner's priority never changes; everybody else stays within 1..254. */
    void onPriority(int effective, long now) {
        int clamped = Math.max(1, Math.min(VirtualRouterConfig.OWNER_PRIORITY - 1, effective));
        if (config.owner() || clamped == priority) {
            return;
        }
        reporter.notice(Notice.Kind.PRIORITY, "effective priority " + priority + " -> " + clamped, now);
        priority = clamped;
        apply(decide(RouterEvent.PRIORITY, Relation.LOWER, false), Cause.STARTUP, "", now);
    }

    /** F7: the source and the comparison follow; without a source nothing can be sent, which is a fault. */
    void onSource(long high, long low, long now) {
        adverts.source(high, low);
        if (adverts.hasSource()) {
            onRecovered(Cause.NO_SOURCE_ADDRESS, now);
        } else {
            onFault(Cause.NO_SOURCE_ADDRESS, config.id().interfaceName(), now);
        }
    }

    void onReceiveOverflow() {
        watch.doubt();
    }

    void onHeld(long now) {
        if (state == RouterState.ACTIVE && !held) {
            held = true;
            succeeded();
            reporter.notice(Notice.Kind.ADDRESSES_HELD, "holds " + config.allAddresses(), now);
        }
    }

    void onReleased(long now) {
        if (state != RouterState.ACTIVE) {
            reporter.notice(Notice.Kind.ADDRESSES_RELEASED, "released " + config.allAddresses(), now);
        }
    }

    /** An address is gone for the moment: the port is putting it back. */
    void onLost() {
        held = false;
    }

    void onHoldFailed(String detail, long now) {
        if (state == RouterState.ACTIVE) {
            onFault(Cause.HOLD_FAILED, detail, now);
        }
    }

    void onNotice(Notice.Kind kind, String detail, long now) {
        reporter.notice(kind, detail, now);
    }

    private Decision decide(RouterEvent event, Relation relation, boolean preempts) {
        return StateTable.decide(state, event, relation, preempts, config.owner(), version);
    }

    private void apply(Decision decision, Cause cause, String detail, long now) {
        switch (decision) {
            case CLAIM_AS_OWNER, CLAIM -> claim(cause, detail, now);
            case LISTEN -> listen(cause, detail, now);
            case LEAVE, LEAVE_AT_FAULT -> leave(cause, detail, now);
            case RESIGN, RESIGN_AT_FAULT -> {
                // Priority 0 only if it can be sent: a failure here changes nothing any more (F1).
                if (adverts.hasSource()) {
                    adverts.send(0);
                }
                deadlineNanos = Duty.NEVER;
                release(RouterState.INITIALIZE, cause, detail, now);
            }
            case ADVERTISE -> advertiseOnSchedule(now);
            case ANSWER_RESIGNATION -> {
                deadlineNanos = now + ownIntervalNanos;
                advertise(now);
            }
            case ADVERTISE_PRIORITY -> advertise(now);
            case RESKEW -> armClaim();
            default -> {
                // NOTHING and DISCARD; what needs the packet was applied where the packet is.
            }
        }
    }

    private void listen(Cause cause, String detail, long now) {
        watch.begin(now);
        armClaim();
        change(RouterState.BACKUP, cause, detail, now);
    }

    private void leave(Cause cause, String detail, long now) {
        deadlineNanos = Duty.NEVER;
        change(RouterState.INITIALIZE, cause, detail, now);
    }

    private void claim(Cause cause, String detail, long now) {
        deadlineNanos = now + ownIntervalNanos;
        RouterState before = state;
        state = RouterState.ACTIVE;
        boolean left = adverts.send(priority);
        addresses.hold(slot, now);
        if (left) {
            addresses.advertised(slot, now);
        }
        reporter.transition(before, state, cause, detail, priority, now);
        if (!left) {
            reportSendError(now);
        }
    }

    private void release(RouterState next, Cause cause, String detail, long now) {
        held = false;
        addresses.unhold(slot, now);
        change(next, cause, detail, now);
    }

    private void change(RouterState next, Cause cause, String detail, long now) {
        RouterState before = state;
        state = next;
        reporter.transition(before, next, cause, detail, priority, now);
    }

    /** A8 on an absolute schedule, so that the period does not drift; F6 after a stall: one advert, counted from now. */
    private void advertiseOnSchedule(long now) {
        long late = now - deadlineNanos;
        long unsent = late + ownIntervalNanos;
        if (unsent > STALL_INTERVALS * ownIntervalNanos) {
            deadlineNanos = now + ownIntervalNanos;
            if (reporter.permits(Notice.Kind.STALL, now)) {
                reporter.notice(Notice.Kind.STALL, "no advert was sent for " + unsent / 1_000_000 + " ms (F6)", now);
            }
        } else {
            deadlineNanos = Timing.nextOnSchedule(deadlineNanos, ownIntervalNanos, now);
        }
        advertise(now);
    }

    private void advertise(long now) {
        if (adverts.send(priority)) {
            succeeded();
            addresses.advertised(slot, now);
            return;
        }
        reportSendError(now);
        if (adverts.unheard()) {
            onFault(Cause.SEND_FAILED, "errno " + adverts.lastErrno(), now);
        }
    }

    /** Held and heard, both: an address that binds says nothing about adverts that do not leave (F4, F10). */
    private void succeeded() {
        if (held && !adverts.failing()) {
            faults.succeeded();
        }
    }

    private void reportSendError(long now) {
        if (reporter.permits(Notice.Kind.SEND_ERROR, now)) {
            reporter.notice(Notice.Kind.SEND_ERROR, "an advert could not be sent: errno " + adverts.lastErrno(), now);
        }
    }

    int slot() {
        return slot;
    }

    VirtualRouterConfig config() {
        return config;
    }

    RouterState state() {
        return state;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    RouterSnapshot snapshot() {
        return new RouterSnapshot(
                config.id(),
                config.name(),
                state,
                priority,
                held,
                faults.snapshot(),
                peers.snapshot(),
                adverts.sent(),
                counters.accepted(),
                counters.rejected());
    }
}
