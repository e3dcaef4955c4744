// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.VirtualRouterConfig;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** F5: 255 Backups frozen for eight intervals claim nothing while their Active lives. */
class FrozenTest {
    private static final int ROUTERS = 255;
    /** What a default receive buffer holds (protocol.md, 8): the oldest, an eighth of what came. */
    private static final int DEFAULT_BUFFER = 256;

    @Test
    void readsFirstAndJudgesAfterwards() {
        check(0);
    }

    @Test
    void believesTheOverflow() {
        check(DEFAULT_BUFFER);
    }

    private static void check(int packets) {
        Pair pair = new Pair();
        Invariants.watch(pair.lan);
        for (int vrid = 1; vrid <= ROUTERS; vrid++) {
            pair.a.router(config(vrid, 200));
            pair.b.router(config(vrid, 100));
        }
        pair.b.receiveQueue(packets, 16);
        pair.start();
        pair.b.pause();
        pair.seconds(8);
        long frozen = pair.lan.nowNanos();
        pair.b.resume();
        pair.seconds(10);

        assertThat(IntStream.range(0, ROUTERS)).allMatch(router -> pair.b.state(router) == RouterState.BACKUP);
        assertThat(pair.lan.trace().events())
                .filteredOn(e -> e.atNanos() >= frozen && e.host().equals("b"))
                .noneMatch(e -> e.kind() == TraceEvent.Kind.ADVERTISEMENT)
                .noneMatch(e -> e.kind() == TraceEvent.Kind.TRANSITION)
                .noneMatch(e -> e.kind() == TraceEvent.Kind.ADDRESS);
        pair.a.crash();
        pair.lan.run(Duration.ofSeconds(4));
        assertThat(IntStream.range(0, ROUTERS)).allMatch(router -> pair.b.state(router) == RouterState.ACTIVE);
    }

    private static VirtualRouterConfig config(int vrid, int priority) {
        return VirtualRouterConfig.builder("eth0", vrid)
                .priority(priority)
                .address("192.0.2." + vrid + "/32")
                .build();
    }
}
