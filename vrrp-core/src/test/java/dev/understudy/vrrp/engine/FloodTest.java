// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static dev.understudy.vrrp.engine.Adverts.LOW;
import static dev.understudy.vrrp.engine.Adverts.OWN;
import static dev.understudy.vrrp.engine.Adverts.active;
import static dev.understudy.vrrp.engine.Adverts.from;
import static dev.understudy.vrrp.engine.Adverts.router;
import static dev.understudy.vrrp.engine.Adverts.v3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.PacketBuilder;
import dev.understudy.vrrp.RouterState;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An inbox that never runs dry, on a machine so slow that each packet costs 20 microseconds of virtual time: the Active still advertises
 * once a second. The daemon in wide use re-arms its advert timer on any packet for its VRID and falls silent.
 */
class FloodTest {
    private static final long PACKET_NANOS = 20_000;
    private static final int SECONDS = 50;

    private final Rig rig = active(router(100).build());
    private long due = rig.engine.deadlineNanos();
    private long latest;

    private void flood(List<byte[]> packets, String source) {
        int[] next = {0};
        Inbox endless = (limit, now) -> {
            for (int i = 0; i < limit; i++) {
                rig.receive(packets.get(next[0]++ % packets.size()), source);
                rig.now += PACKET_NANOS;
            }
            return false;
        };
        Turn turn = new Turn(endless, new Mailbox(1), rig.engine, List.of(), List.of());
        long end = rig.now + SECONDS * Rig.SECOND + Rig.SECOND / 2;
        while (rig.now - end < 0) {
            long before = rig.sent.size();
            turn.run(rig.now);
            if (rig.engine.deadlineNanos() != due) {
                latest = Math.max(latest, rig.now - due);
                assertThat(rig.sent.size()).isGreaterThan((int) before);
                assertThat(rig.engine.deadlineNanos()).isEqualTo(due + Rig.SECOND);
                due = rig.engine.deadlineNanos();
            }
        }
    }

    @Test
    void anActiveFloodedWithBadAdvertsIsNotSilenced() {
        flood(
                List.of(
                        from(LOW).priority(255).sum(PacketBuilder.Sum.WRONG).build(),
                        from(LOW).priority(0).interval(0).build(),
                        from(LOW).priority(255).type(2).build(),
                        PacketBuilder.v2(LOW)
                                .priority(255)
                                .address("198.51.100.1")
                                .build(),
                        new byte[3]),
                LOW);

        assertThat(rig.sent).hasSize(SECONDS);
        assertThat(latest).describedAs("two turns' share of packets").isLessThanOrEqualTo(2 * 512 * PACKET_NANOS);
        assertThat(rig.state()).isEqualTo(RouterState.ACTIVE);
    }

    @Test
    void anActiveFloodedWithItsOwnAdvertsIsNotSilenced() {
        flood(List.of(v3(OWN, 100)), OWN);

        assertThat(rig.sent).hasSize(SECONDS);
        assertThat(rig.notices).describedAs("F8, once a minute").hasSize(1);
    }

    /** A11: one answer for each interval, besides the advert of the interval. */
    @Test
    void anActiveFloodedWithWorseAdvertsDoesNotStorm() {
        flood(List.of(v3(LOW, 50)), LOW);

        assertThat(rig.sent).hasSizeBetween(2 * SECONDS - 1, 2 * SECONDS + 1);
        assertThat(latest).isLessThanOrEqualTo(2 * 512 * PACKET_NANOS);
    }
}
