// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.RouterState;
import org.junit.jupiter.api.Test;

/**
 * Random networks with random faults keep the {@link Invariants}. One seed again: {@code -Dsim.first=SEED -Dsim.seeds=1}.
 */
class SeedsTest {
    private static final long FIRST = Long.getLong("sim.first", 1);
    private static final long SEEDS = Long.getLong("sim.seeds", 1000);

    @Test
    void aThousandSeedsKeepTheInvariants() {
        long begin = System.nanoTime();
        long virtualNanos = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            virtualNanos += run(seed);
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.printf(
                "%d seeds, %d h of virtual time, in %d ms%n", SEEDS, virtualNanos / 3_600_000_000_000L, millis);
    }

    private static long run(long seed) {
        try {
            RandomScenario scenario = new RandomScenario(seed);
            scenario.run();
            for (Cluster cluster : Cluster.of(scenario.lan)) {
                assertThat(cluster.members)
                        .as("Actives of %s", cluster.name)
                        .filteredOn(m -> m.host().state(m.router()) == RouterState.ACTIVE)
                        .hasSize(1);
            }
            return scenario.lan.nowNanos();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + " breaks an invariant; again with -Dsim.first=" + seed, e);
        }
    }
}
