// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.engine.AddressPort;
import dev.understudy.vrrp.engine.AdvertPort;
import dev.understudy.vrrp.engine.Duty;
import dev.understudy.vrrp.engine.Mailbox;
import dev.understudy.vrrp.engine.Turn;
import dev.understudy.vrrp.engine.VrrpEngine;
import dev.understudy.vrrp.wire.AdvertisementWriter;
import dev.understudy.vrrp.wire.IpBits;
import java.nio.ByteBuffer;
import java.util.List;

/** An engine with many routers on as many links as it takes at 255 a link, whose ports do nothing: what is measured is the engine. */
final class Bench {
    static final long OWN = 0xC000_0201L;
    static final long PEER = 0xC000_0202L;

    final VrrpEngine engine = new VrrpEngine(new NoLink(), new NoAddresses(), new NoLog());
    final Turn turn = new Turn((limit, now) -> true, new Mailbox(4), engine, List.of(), List.of());
    final int routers;

    Bench(int routers, int priority) {
        this.routers = routers;
        for (int i = 0; i < routers; i++) {
            engine.add(config(vrid(i), priority), link(i));
            engine.onSource(i, 0, OWN, 0);
        }
        // Spread over the interval, as routers that were not started in one instant are.
        for (int i = 0; i < routers; i++) {
            engine.start(i, i * 1_000_000_000L / routers);
        }
    }

    static int vrid(int router) {
        return 1 + router % 255;
    }

    static int link(int router) {
        return router / 255;
    }

    static VirtualRouterConfig config(int vrid, int priority) {
        return VirtualRouterConfig.builder("eth0", vrid)
                .priority(priority)
                .address("198.51.100.1/24")
                .build();
    }

    /** Returns an advert for a router, as a peer sends it. */
    static ByteBuffer advert(int vrid, int priority) {
        AdvertisementWriter writer = new AdvertisementWriter(config(vrid, 100));
        ByteBuffer buffer = ByteBuffer.allocateDirect(writer.length());
        writer.write(buffer, 0, priority, 0, PEER);
        return buffer;
    }

    /** Makes every router Active. */
    void claim() {
        long deadline = turn.deadlineNanos();
        while (deadline != Duty.NEVER && deadline < 10_000_000_000L) {
            deadline = turn.run(deadline);
        }
    }

    private static final class NoLink implements AdvertPort {
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(2048);

        @Override
        public ByteBuffer buffer() {
            return buffer;
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
        public void hold(int router, long nowNanos) {
            // Nothing is bound here.
        }

        @Override
        public void unhold(int router, long nowNanos) {
            // Nothing is bound here.
        }

        @Override
        public void advertised(int router, long nowNanos) {
            // Nothing is leased here.
        }
    }

    private static final class NoLog implements VrrpListener {
        @Override
        public void onTransition(Transition transition) {
            // Nobody listens.
        }

        @Override
        public void onNotice(Notice notice) {
            // Nobody listens.
        }
    }

    /** Returns the bits of the IPv4 group, for a packet's context. */
    static long group() {
        return IpBits.IPV4_GROUP;
    }
}
