// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.engine.AddressPort;
import dev.understudy.vrrp.engine.AdvertPort;
import dev.understudy.vrrp.engine.Duty;
import dev.understudy.vrrp.engine.Mailbox;
import dev.understudy.vrrp.engine.Turn;
import dev.understudy.vrrp.engine.VrrpEngine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real engine whose clock is the test's. */
class AdvertTimesTest {
    private static final long MILLI = 1_000_000L;
    private static final long SOURCE = 0x7F00_0001L;

    private final Punctuality punctuality = new Punctuality(1, router -> "", Flight.unrecorded());
    private final List<Long> advertised = new ArrayList<>();
    private final AdvertTimes times = new AdvertTimes(new Addresses(), punctuality, this::clock);
    private long now;
    private long pause;

    private long clock() {
        return now + pause;
    }

    private long late() {
        return punctuality.stats(0, 0, 0).lateAdverts();
    }

    @Test
    void anAdvertIsLateByItsDeadlineAndByAPauseWithinTheTurn() {
        VrrpEngine engine = new VrrpEngine(new Adverts(), times, transition -> {});
        times.of(engine);
        engine.add(
                VirtualRouterConfig.builder("lo", 1)
                        .address("192.0.2.1/32")
                        .advertisementInterval(Duration.ofMillis(100))
                        .build(),
                0);
        punctuality.interval(0, 100 * MILLI);
        Turn turn = new Turn((limit, nowNanos) -> true, new Mailbox(1), engine, List.of(), List.of());
        engine.onSource(0, 0, SOURCE, 0);
        engine.start(0, 0);
        for (int i = 0; i < 10; i++) {
            turnAfter(turn, 0);
        }
        assertThat(advertised).hasSizeGreaterThan(5);
        assertThat(late()).as("on time").isZero();

        turnAfter(turn, 2 * MILLI);
        assertThat(late()).as("a late turn").isEqualTo(1);
        turnAfter(turn, 0);
        assertThat(late()).as("on time again").isEqualTo(1);
        pause = 2 * MILLI;
        turnAfter(turn, 0);
        assertThat(late()).as("a pause within the turn").isEqualTo(2);
    }

    private void turnAfter(Turn turn, long lateNanos) {
        assertThat(turn.deadlineNanos()).isNotEqualTo(Duty.NEVER);
        now = turn.deadlineNanos() + lateNanos;
        turn.run(now);
    }

    private static final class Adverts implements AdvertPort {
        private final ByteBuffer buffer = ByteBuffer.allocate(64);

        @Override
        public ByteBuffer buffer() {
            return buffer;
        }

        @Override
        public int messageOffset() {
            return 0;
        }

        @Override
        public int send(int link, AddressFamily family, long sourceHigh, long sourceLow, int length) {
            return 0;
        }
    }

    private final class Addresses implements AddressPort {
        @Override
        public void hold(int router, long nowNanos) {}

        @Override
        public void unhold(int router, long nowNanos) {}

        @Override
        public void advertised(int router, long nowNanos) {
            advertised.add(nowNanos);
        }
    }
}
