// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.VirtualRouterConfig;
import java.time.Duration;

/** Two hosts under watch: {@code a} at priority 110 and {@code b} at 100, unless said otherwise. */
final class Pair {
    final VirtualLan lan = new VirtualLan(1);
    final VirtualHost a = lan.host("a", "192.0.2.1", "fe80::1");
    final VirtualHost b = lan.host("b", "192.0.2.2", "fe80::2");

    static Pair of(VirtualRouterConfig configA, VirtualRouterConfig configB) {
        Pair pair = new Pair();
        Invariants.watch(pair.lan);
        pair.a.router(configA);
        pair.b.router(configB);
        return pair;
    }

    /** Started and settled: a is Active. */
    static Pair settled() {
        Pair pair = of(Configs.priority(110), Configs.priority(100));
        pair.start();
        return pair;
    }

    void start() {
        a.start();
        b.start();
        seconds(10);
    }

    void seconds(long seconds) {
        lan.run(Duration.ofSeconds(seconds));
    }

    void millis(long millis) {
        lan.run(Duration.ofMillis(millis));
    }
}
