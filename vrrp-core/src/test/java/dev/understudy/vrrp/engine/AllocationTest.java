// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static dev.understudy.vrrp.engine.Adverts.HIGH;
import static dev.understudy.vrrp.engine.Adverts.LOW;
import static dev.understudy.vrrp.engine.Adverts.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.PacketBuilder;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.wire.IpBits;
import dev.understudy.vrrp.wire.PacketContext;
import dev.understudy.vrrp.wire.Verdict;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No garbage while adverts come and go: neither for a received advert, accepted or not, nor for a due one. */
class AllocationTest {
    private static final int ROUNDS = 100_000;

    /** Asking costs some bytes itself; one object a round would be 1,600,000. */
    private static final long NOISE_BYTES = 10_000;

    private final ByteBuffer buffer = ByteBuffer.allocate(256);
    private final PacketContext context = new PacketContext();
    private final VrrpEngine engine = new VrrpEngine(new NoLink(), new NoAddresses(), new NoLog());
    private final Turn turn = new Turn((limit, now) -> true, new Mailbox(4), engine, List.of(), List.of());
    private long now = Rig.EPOCH;

    private void start(int priority) {
        engine.add(Adverts.router(priority).build(), 0);
        engine.onSource(0, 0, IpBits.low(PacketBuilder.literal(OWN)), now);
        engine.start(0, now);
    }

    private void load(byte[] message, String source) {
        buffer.put(0, message);
        long low = IpBits.low(PacketBuilder.literal(source));
        context.from(AddressFamily.IPV4, 0, low, 0, IpBits.IPV4_GROUP);
    }

    private Verdict receive(int length) {
        now += 1_000;
        context.at(0, 255, now);
        return engine.onPacket(buffer, 0, length, context, now);
    }

    /** Returns the bytes that this thread allocates in many rounds, after the rounds that load and link classes. */
    private static long allocated(Runnable round) {
        for (int i = 0; i < 1_000; i++) {
            round.run();
        }
        long before = allocatedByThisThread();
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        return allocatedByThisThread() - before;
    }

    /** By reflection: the module of the core does not read the management modules, and need not for a test. */
    private static long allocatedByThisThread() {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            return (long) Class.forName("com.sun.management.ThreadMXBean")
                    .getMethod("getThreadAllocatedBytes", long.class)
                    .invoke(threads, Thread.currentThread().getId());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theMeasureSeesAnObject() {
        byte[][] kept = new byte[1][];
        assertThat(allocated(() -> kept[0] = new byte[1])).isGreaterThanOrEqualTo(16L * ROUNDS);
    }

    @Test
    void aReceivedAdvertAsBackup() {
        start(100);
        byte[] message = Adverts.v3(HIGH, 200);
        load(message, HIGH);

        assertThat(allocated(() -> receive(message.length))).isLessThan(NOISE_BYTES);
        assertThat(engine.state(0)).isEqualTo(RouterState.BACKUP);
        assertThat(engine.snapshot(0).accepted()).isEqualTo(ROUNDS + 1_000);
    }

    @Test
    void aReceivedAdvertAsActive() {
        start(255);
        byte[] message = Adverts.v3(LOW, 50);
        load(message, LOW);

        assertThat(allocated(() -> receive(message.length))).isLessThan(NOISE_BYTES);
        assertThat(engine.snapshot(0).accepted()).isEqualTo(ROUNDS + 1_000);
    }

    @Test
    void aRefusedAdvert() {
        start(255);
        byte[] message = Adverts.from(LOW).sum(PacketBuilder.Sum.WRONG).build();
        load(message, LOW);

        assertThat(allocated(() -> receive(message.length))).isLessThan(NOISE_BYTES);
        assertThat(engine.snapshot(0).rejected()).containsEntry("CHECKSUM", ROUNDS + 1_000L);
    }

    @Test
    void aPacketThatNobodyWaitsFor() {
        start(255);
        byte[] message = Adverts.from(LOW).vrid(9).build();
        load(message, LOW);

        assertThat(allocated(() -> receive(message.length))).isLessThan(NOISE_BYTES);
    }

    @Test
    void aDueAdvertThroughTheTurn() {
        start(255);

        assertThat(allocated(() -> {
                    now = turn.deadlineNanos();
                    turn.run(now);
                }))
                .isLessThan(NOISE_BYTES);
        assertThat(engine.snapshot(0).sent()).isEqualTo(ROUNDS + 1_001);
    }

    private static final class NoLink implements AdvertPort {
        private final ByteBuffer target = ByteBuffer.allocate(256);

        @Override
        public ByteBuffer buffer() {
            return target;
        }

        @Override
        public int messageOffset() {
            return 20;
        }

        @Override
        public int send(int link, AddressFamily family, long sourceHigh, long sourceLow, int length) {
            return 0;
        }
    }

    private static final class NoAddresses implements AddressPort {
        @Override
        public void hold(int router, long nowNanos) {}

        @Override
        public void unhold(int router, long nowNanos) {}

        @Override
        public void advertised(int router, long nowNanos) {}
    }

    private static final class NoLog implements VrrpListener {
        @Override
        public void onTransition(Transition transition) {}

        @Override
        public void onNotice(Notice notice) {}
    }
}
