// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PunctualityTest {
    private static final long MILLI = 1_000_000L;
    private static final long NOW = 1_000 * MILLI;
    private static final int CALLS = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<String> told = new ArrayList<>();
    private final Flight flight = new Flight(Runnable::run) {
        @Override
        boolean isRecorded() {
            return true;
        }

        @Override
        void stall(long dueNanos, long lateNanos) {
            told.add("stall " + lateNanos / MILLI + " since " + dueNanos / MILLI);
        }

        @Override
        void lateAdvert(String router, int adverts, long dueNanos, long lateNanos) {
            told.add(adverts + " late, " + router + " by " + lateNanos / MILLI + " since " + dueNanos / MILLI);
        }
    };

    private Punctuality of(Flight recording) {
        Punctuality punctuality = new Punctuality(3, router -> "r" + router, recording);
        punctuality.interval(0, 1_000 * MILLI);
        punctuality.interval(1, 1_000 * MILLI);
        punctuality.interval(2, 10 * MILLI);
        return punctuality;
    }

    @Test
    void tellsOnceForATurnAndNamesTheLatest() {
        Punctuality punctuality = of(flight);
        punctuality.woke(300 * MILLI);
        punctuality.advertised(0, NOW, 200 * MILLI);
        punctuality.advertised(1, NOW, 300 * MILLI);
        punctuality.advertised(2, NOW, 5 * MILLI);
        assertThat(told).as("before the turn is over").isEmpty();
        punctuality.turnIsOver(NOW, NOW + MILLI);
        punctuality.turnIsOver(NOW, NOW + MILLI);
        punctuality.advertised(2, NOW, 5 * MILLI);
        punctuality.turnIsOver(NOW, NOW + MILLI);

        assertThat(told)
                .containsExactly("stall 300 since 700", "3 late, r1 by 300 since 700", "1 late, r2 by 5 since 995");
        LoopStats stats = punctuality.stats(7, 0, 0);
        assertThat(stats.stalls()).isEqualTo(1);
        assertThat(stats.lateAdverts()).isEqualTo(4);
        assertThat(stats.toString())
                .startsWith("turns 7, ")
                .contains("stalls 1, late adverts 4")
                .endsWith("max 300000 us");
    }

    /** What a turn leaves for the next one was not due before: the host was not late with it. */
    @Test
    void theSecondHalfOfATurnIsNotLate() {
        Punctuality punctuality = of(flight);
        punctuality.turnIsOver(NOW, NOW);
        punctuality.woke(200 * MILLI);
        punctuality.turnIsOver(NOW + 200 * MILLI, NOW + 300 * MILLI);
        assertThat(punctuality.stats(2, 0, 0).stalls()).isZero();
        assertThat(punctuality.stats(2, 0, 0).latenessMaxNanos()).isZero();
        punctuality.woke(200 * MILLI);
        assertThat(punctuality.stats(3, 0, 0).stalls()).isOne();
    }

    @Test
    void aHundredthOfTheIntervalIsNotLateNorIsAMillisecond() {
        Punctuality punctuality = of(flight);
        punctuality.woke(100 * MILLI);
        punctuality.advertised(0, NOW, 10 * MILLI);
        punctuality.advertised(2, NOW, MILLI);
        punctuality.advertised(0, NOW, -5 * MILLI);
        punctuality.turnIsOver(NOW, NOW + MILLI);
        assertThat(told).isEmpty();
        assertThat(punctuality.stats(1, 0, 0).lateAdverts()).isZero();
        punctuality.advertised(0, NOW, 10 * MILLI + 1);
        punctuality.advertised(2, NOW, MILLI + 1);
        assertThat(punctuality.stats(1, 0, 0).lateAdverts()).isEqualTo(2);
    }

    @Test
    void makesNoGarbageWhileNothingIsRecorded() {
        // The real way to the recorder: this JVM does not record.
        Punctuality punctuality = of(new Flight(Runnable::run));
        late(punctuality);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        late(punctuality);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(CALLS);
        assertThat(punctuality.stats(0, 0, 0).stalls()).isEqualTo(2 * CALLS);
    }

    private static void late(Punctuality punctuality) {
        for (int i = 0; i < CALLS; i++) {
            punctuality.woke(200 * MILLI);
            punctuality.advertised(0, NOW, 200 * MILLI);
            punctuality.turnIsOver(NOW, NOW + MILLI);
        }
    }
}
