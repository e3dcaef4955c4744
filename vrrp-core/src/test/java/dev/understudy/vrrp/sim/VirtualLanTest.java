// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.address.Lease;
import dev.understudy.vrrp.track.Tracked;
import dev.understudy.vrrp.track.Tracker;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the simulated world does, and does the same way each time. */
class VirtualLanTest {

    @Test
    void theSameSeedGivesTheSameRun() {
        assertThat(traceOf(77)).isEqualTo(traceOf(77)).isNotEqualTo(traceOf(78));
    }

    private static String traceOf(long seed) {
        RandomScenario scenario = new RandomScenario(seed);
        scenario.run();
        return scenario.lan.trace().toString();
    }

    /** The engine never sees the wall clock; packets are stamped with it, and only their age counts. */
    @Test
    void aWallClockSteppedByAnHourChangesNothing() {
        assertThat(traceWithSteps(Duration.ofHours(1))).isEqualTo(traceWithSteps(Duration.ZERO));
        assertThat(traceWithSteps(Duration.ofHours(-1))).isEqualTo(traceWithSteps(Duration.ZERO));
    }

    private static String traceWithSteps(Duration by) {
        Pair pair = Pair.settled();
        pair.lan.links(LinkProfile.GOOD.withLoss(0.2));
        for (int i = 0; i < 20; i++) {
            pair.millis(1_137);
            pair.a.stepWallClock(by);
            pair.b.stepWallClock(by);
        }
        pair.a.crash();
        pair.seconds(10);
        return pair.lan.trace().events().stream()
                .map(TraceEvent::toString)
                .filter(line -> !line.contains("wall clock"))
                .collect(Collectors.joining("\n"));
    }

    /** Stamps from before the step say nothing: the frozen Backup would have dated its Active's adverts to before the pause. */
    @Test
    void aStepDuringAPauseIsNoReasonToTakeOver() {
        for (Duration step : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
            Pair pair = Pair.settled();
            pair.millis(400);
            pair.b.pause();
            pair.millis(3_100);
            pair.b.stepWallClock(step);
            pair.b.resume();
            pair.seconds(10);
            assertThat(pair.b.snapshot(0).sent()).isZero();
        }
    }

    /** F4: after 1, 2, 4, 8, 16, 30 and again 30 seconds. */
    @Test
    void aFailingBindIsTriedAtGrowingDistances() {
        Pair pair = Pair.of(Configs.priority(110), Configs.priority(100));
        List<Long> waits = new ArrayList<>();
        long[] failed = new long[1];
        pair.a.listen(transition -> {
            if (transition.to() == RouterState.INITIALIZE) {
                failed[0] = pair.lan.nowNanos();
            } else if (transition.from() == RouterState.INITIALIZE && failed[0] > 0) {
                waits.add(Math.round((pair.lan.nowNanos() - failed[0]) / 1e9));
            }
        });
        pair.a.kernel().failBinds(12);
        pair.start();
        pair.seconds(130);

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(pair.lan.holders(Configs.VIP)).containsExactly(pair.b);
    }

    @Test
    void aRestartAfterACrashLeavesNothingStale() {
        Pair pair = Pair.settled();
        pair.a.lease(Lease.OFF);
        pair.a.stop();
        pair.seconds(1);
        pair.a.start();
        pair.seconds(10);
        pair.a.crash();
        pair.seconds(60);
        assertThat(pair.lan.holders(Configs.VIP)).containsExactly(pair.a, pair.b);

        pair.a.start();
        pair.millis(1);
        assertThat(pair.lan.holders(Configs.VIP)).containsExactly(pair.b);
    }

    /** K8: with the notices lost, a dump finds out. */
    @Test
    void anAddressWhoseRemovalWentUnnoticedIsPutBack() {
        Pair pair = Pair.of(Configs.priority(110), Configs.priority(100));
        pair.a.receiveQueue(64, 0);
        pair.start();
        pair.a.kernel().remove(Configs.VIP);
        assertThat(pair.a.kernel().holds(Configs.VIP)).isFalse();
        pair.millis(1);
        assertThat(pair.a.kernel().holds(Configs.VIP)).isTrue();
        assertThat(pair.a.state()).isEqualTo(RouterState.ACTIVE);
    }

    /** F3: a weight moves the role without a fault. */
    @Test
    void healthMovesThePriority() {
        Tracker disk = new Tracker("disk", 1, 1);
        disk.report(true, "fine");
        VirtualLan lan = new VirtualLan(5);
        Invariants.watch(lan);
        VirtualHost a = lan.host("a", "192.0.2.1")
                .router(Configs.priority(110), new Tracked(disk, -20, false))
                .start();
        VirtualHost b = lan.host("b", "192.0.2.2").router(Configs.priority(100)).start();
        lan.at(Duration.ofSeconds(10), () -> disk.report(false, "full"));

        assertThat(lan.runUntil(() -> a.state() == RouterState.ACTIVE, Duration.ofSeconds(5)))
                .isTrue();
        assertThat(lan.runUntil(() -> b.state() == RouterState.ACTIVE, Duration.ofSeconds(20)))
                .isTrue();
        lan.run(Duration.ofMillis(1));
        assertThat(lan.nowNanos()).isBetween(10_000_000_000L, 14_000_000_000L);
        assertThat(lan.runUntil(() -> a.state() == RouterState.ACTIVE, Duration.ofSeconds(20)))
                .isFalse();
    }

    @Test
    void linksLoseDuplicateDelayAndReorder() {
        Pair pair = new Pair();
        List<Integer> arrived = new ArrayList<>();
        pair.lan.watch(new Witness() {
            @Override
            public void onArrived(VirtualHost host, Packet packet, boolean queued) {
                arrived.add(packet.priority());
            }
        });
        pair.b.router(Configs.priority(100)).receiveQueue(1000, 16).start();
        pair.lan.link(pair.a, pair.b, new LinkProfile(0.2, 0.1, 0.3, Duration.ofMillis(1), Duration.ofMillis(20)));
        for (int i = 0; i < 250; i++) {
            ByteBuffer message = ByteBuffer.allocate(12).put(1, (byte) 9).put(2, (byte) i);
            pair.lan.transmit(pair.a, new Packet(AddressFamily.IPV4, 0, 1, 255, message));
            pair.millis(1);
        }
        pair.seconds(1);

        assertThat(arrived.stream().distinct()).hasSizeBetween(180, 220);
        assertThat(arrived.size() - arrived.stream().distinct().count()).isBetween(10L, 40L);
        assertThat(arrived).isNotEqualTo(arrived.stream().sorted().toList());
    }
}
