// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.PacketBuilder;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterConfigBuilder;
import dev.understudy.vrrp.VrrpVersion;
import dev.understudy.vrrp.engine.DecisionLine.Circumstances;
import java.util.ArrayList;
import java.util.List;

/** Brings a router into the circumstances of a line, lets the event happen, and says in nanoseconds what the words of the line mean. */
final class DecisionScenario {
    /** Each circumstance is reached in two ways, and a priority changes up and down. */
    static final int VARIANTS = 2;

    private static final long OWN_INTERVAL = Rig.SECOND;

    private final Circumstances c;
    private final boolean v6;
    private final int variant;
    private final int ownPriority;
    private final int newPriority;
    private final Rig rig;
    private List<String> effects = List.of();
    private long heardNanos;
    private long deadlineBefore;

    DecisionScenario(Circumstances circumstances, AddressFamily family, int variant) {
        this.c = circumstances;
        this.v6 = family == AddressFamily.IPV6;
        this.variant = variant;
        ownPriority = c.isOwner() ? 255 : 100;
        newPriority = variant == 0 ? 60 : 140;
        rig = new Rig(config());
        rig.source(0, source("same"));
    }

    private VirtualRouterConfig config() {
        VirtualRouterConfigBuilder builder = VirtualRouterConfig.builder("eth0", 51)
                .version(c.isV2() ? VrrpVersion.V2 : VrrpVersion.V3)
                .priority(ownPriority)
                .preempt(c.preempts());
        return (v6 ? builder.address("fe80::1:1/64").address("2001:db8::1/64") : builder.address("198.51.100.1/24"))
                .build();
    }

    /** The higher addresses have their sign bits set, the lower ones have not. */
    private String source(String relation) {
        return switch (relation) {
            case "lower" -> v6 ? "fe80::9" : "100.64.0.9";
            case "same" -> v6 ? "fe80::10" : "100.64.0.10";
            default -> v6 ? "fe80::8000:0:0:9" : "203.0.113.1";
        };
    }

    void play() {
        enter();
        rig.takeEffects();
        rig.now += 300 * Rig.MS;
        deadlineBefore = rig.engine.deadlineNanos();
        happen();
        effects = rig.takeEffects();
    }

    private void enter() {
        switch (c.state()) {
            case "initialize" -> {
                if (variant == 1) {
                    rig.engine.start(0, rig.now);
                    rig.engine.stop(0, rig.now);
                }
            }
            case "faulted" -> {
                if (variant == 0) {
                    rig.fault(Cause.LINK_DOWN);
                    rig.engine.start(0, rig.now);
                } else {
                    rig.engine.start(0, rig.now);
                    rig.fault(Cause.LINK_DOWN);
                }
            }
            case "backup" -> {
                rig.engine.start(0, rig.now);
                if (c.isOwner()) {
                    rig.fault(Cause.LINK_DOWN);
                    rig.recover(Cause.LINK_DOWN);
                }
                rig.now += 500 * Rig.MS;
                hear(c.isOwner() ? 255 : 200, learnedBefore(), source("higher"));
                heardNanos = rig.now;
            }
            default -> {
                rig.engine.start(0, rig.now);
                if (!c.isOwner()) {
                    rig.pass(3_610);
                }
            }
        }
    }

    private void happen() {
        switch (c.event()) {
            case "startup" -> rig.engine.start(0, rig.now);
            case "shutdown" -> rig.engine.stop(0, rig.now);
            case "timer" -> {
                rig.now = deadlineBefore == Duty.NEVER ? rig.now + 10 * Rig.SECOND : deadlineBefore;
                rig.turn.run(rig.now);
            }
            case "fault" -> rig.fault(Cause.CHECK_FAILED);
            case "recovery" -> rig.recover(Cause.LINK_DOWN);
            case "priority" -> rig.engine.onPriority(0, newPriority, rig.now);
            case "advert0" -> hear(0, carried(), source(c.from()));
            default -> hear(peerPriority(), carried(), source(c.from()));
        }
    }

    private int peerPriority() {
        return switch (c.peer()) {
            case "lower" -> variant == 0 ? 1 : ownPriority - 1;
            case "equal" -> ownPriority;
            default -> variant == 0 ? ownPriority + 1 : 255;
        };
    }

    private void hear(int priority, long interval, String from) {
        PacketBuilder packet = c.isV2() ? PacketBuilder.v2(from) : v6 ? PacketBuilder.v6(from) : PacketBuilder.v3(from);
        packet.priority(priority);
        packet.interval((int) (interval / (c.isV2() ? Rig.SECOND : 10 * Rig.MS)));
        packet.address(v6 ? new String[] {"fe80::1:1", "2001:db8::1"} : new String[] {"198.51.100.1"});
        rig.receive(packet.build(), from);
    }

    /** Version 2 knows one interval only: another one is refused (R12). */
    private long learnedBefore() {
        return c.isV2() ? OWN_INTERVAL : 3 * Rig.SECOND;
    }

    private long carried() {
        return c.isV2() ? OWN_INTERVAL : 2 * Rig.SECOND;
    }

    RouterState state() {
        return rig.state();
    }

    List<String> effects() {
        return effects;
    }

    long deadlineNanos() {
        return rig.engine.deadlineNanos();
    }

    /** Adverts leave before addresses are touched: A7, B7, I1. */
    List<String> expectedEffects(String sends, String address) {
        List<String> expected = new ArrayList<>();
        switch (sends) {
            case "own" -> expected.add("send " + ownPriority);
            case "zero" -> expected.add("send 0");
            case "new" -> expected.add("send " + newPriority);
            default -> {}
        }
        if (!address.equals("-")) {
            expected.add(address);
        }
        return expected;
    }

    long expectedDeadline(String timer) {
        return switch (timer) {
            case "off" -> Duty.NEVER;
            case "kept" -> deadlineBefore;
            case "adver" -> rig.now + OWN_INTERVAL;
            case "down(own)" -> rig.now + down(ownPriority, OWN_INTERVAL);
            case "down(peer)" -> rig.now + down(ownPriority, carried());
            case "skew" -> rig.now + skew(ownPriority, learnedBefore());
            case "redone" -> heardNanos + down(newPriority, learnedBefore());
            default -> throw new IllegalArgumentException(timer);
        };
    }

    /** A priority 0 shows what a Backup has learned: its timer becomes the skew made from it (B8). */
    long probeSkew() {
        hear(0, carried(), source("lower"));
        return rig.timer();
    }

    long expectedSkew(String interval) {
        int priority = c.event().equals("priority") && !c.isOwner() ? newPriority : ownPriority;
        return switch (interval) {
            case "own" -> skew(priority, OWN_INTERVAL);
            case "peer" -> skew(priority, carried());
            case "kept" -> skew(priority, learnedBefore());
            default -> throw new IllegalArgumentException(interval);
        };
    }

    /** P4. */
    private long down(int priority, long interval) {
        return 3 * interval + skew(priority, interval);
    }

    /** P3. */
    private long skew(int priority, long interval) {
        return (256 - priority) * (c.isV2() ? Rig.SECOND : interval) / 256;
    }

    @Override
    public String toString() {
        return (v6 ? "IPv6" : "IPv4") + " variant " + variant;
    }
}
