// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.wire.PacketContext;
import dev.understudy.vrrp.wire.Verdict;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The two things that happen all the time: a Backup hears its Active, an Active's advert is due. */
public class EngineBenchmark {
    private static final int STEP_NANOS = 1_000;

    /** Backups in turn hear their Actives; each advert re-arms a deadline in the heap. */
    @State(Scope.Thread)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public static class Received {
        /** Routers in the engine, 255 on a link. */
        @Param({"1", "255", "4096"})
        public int routers;

        private final PacketContext context = new PacketContext();
        private Bench bench;
        private ByteBuffer[] adverts;
        private int next;
        private long now;

        /** Makes Backups and one advert for each. */
        @Setup
        public void prepare() {
            bench = new Bench(routers, 100);
            adverts = new ByteBuffer[256];
            for (int vrid = 1; vrid < adverts.length; vrid++) {
                adverts[vrid] = Bench.advert(vrid, 200);
            }
            context.from(AddressFamily.IPV4, 0, Bench.PEER, 0, Bench.group());
            now = 1_000_000_000L;
            if (receivedAdvert() != Verdict.ACCEPTED) {
                throw new IllegalStateException("the advert is not accepted");
            }
        }

        /** One advert from the packet to the armed deadline. */
        @Benchmark
        public Verdict receivedAdvert() {
            int router = next;
            next = router + 1 == routers ? 0 : router + 1;
            now += STEP_NANOS;
            ByteBuffer advert = adverts[Bench.vrid(router)];
            context.at(Bench.link(router), 255, now);
            return bench.engine.onPacket(advert, 0, advert.capacity(), context, now);
        }
    }

    /** Actives whose deadlines are spread over the interval: each turn sends one advert. */
    @State(Scope.Thread)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public static class Due {
        /** Routers in the engine, 255 on a link. */
        @Param({"1", "255", "4096"})
        public int routers;

        private Bench bench;
        private long deadline;

        /** Makes Actives. */
        @Setup
        public void prepare() {
            bench = new Bench(routers, 200);
            bench.claim();
            deadline = bench.turn.deadlineNanos();
        }

        /** One turn that sends one advert and re-arms its deadline. */
        @Benchmark
        public long dueAdvert() {
            deadline = bench.turn.run(deadline);
            return deadline;
        }
    }
}
