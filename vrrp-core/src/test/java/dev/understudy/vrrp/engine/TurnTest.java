// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static dev.understudy.vrrp.engine.Adverts.HIGH;
import static dev.understudy.vrrp.engine.Adverts.active;
import static dev.understudy.vrrp.engine.Adverts.router;
import static dev.understudy.vrrp.engine.Adverts.v3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.RouterState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of a turn, and when the next one is due. */
class TurnTest {
    private final List<String> order = new ArrayList<>();
    private final Rig rig = active(router(100).build());
    private final Mailbox mailbox = new Mailbox(4);
    private boolean dry = true;
    private int lastLimit;

    private final class Said implements Duty {
        private final String name;
        private long deadline = NEVER;

        private Said(String name) {
            this.name = name;
        }

        @Override
        public void perform(long nowNanos) {
            order.addAll(rig.takeEffects());
            order.add(name);
        }

        @Override
        public long deadlineNanos() {
            return deadline;
        }
    }

    private final Said health = new Said("health");
    private final Said addresses = new Said("addresses");
    private final Turn turn = new Turn(
            (limit, now) -> {
                order.add("drain");
                lastLimit = limit;
                return dry;
            },
            mailbox,
            rig.engine,
            List.of(health),
            List.of(addresses));

    @Test
    void drainsThenReadsMailThenChecksHealthThenFiresThenSeesToAddresses() {
        mailbox.offer(now -> order.add("mail"));
        turn.run(rig.now + Rig.SECOND);

        assertThat(order).containsExactly("drain", "mail", "health", "send 100", "addresses");
    }

    /** Were it the other way round, the request would come one advert too late. */
    @Test
    void aStopInTheMailboxComesBeforeTheAdvert() {
        mailbox.offer(now -> rig.engine.stop(0, now));
        turn.run(rig.now + Rig.SECOND);

        assertThat(order).containsExactly("drain", "send 0", "unhold", "health", "addresses");
    }

    @Test
    void drainBeforeFire() {
        Rig backup = Adverts.backup(router(100).build());
        backup.enqueue(v3(HIGH, 200), HIGH, 3_609);
        backup.freeze(3_610);

        assertThat(backup.state()).isEqualTo(RouterState.BACKUP);
        assertThat(backup.effects).isEmpty();
    }

    @Test
    void theNextTurnIsTheEarliestOfAll() {
        long advert = rig.engine.deadlineNanos();
        assertThat(turn.run(rig.now)).isEqualTo(advert);
        health.deadline = advert + 5;
        addresses.deadline = advert + 3;
        assertThat(turn.run(rig.now)).isEqualTo(advert);
        health.deadline = advert - 3;
        assertThat(turn.deadlineNanos()).isEqualTo(advert - 3);
        addresses.deadline = advert - 5;
        assertThat(turn.run(rig.now)).isEqualTo(advert - 5);
    }

    @Test
    void nothingPlannedIsNever() {
        rig.engine.stop(0, rig.now);
        assertThat(turn.run(rig.now)).isEqualTo(Duty.NEVER);
        assertThat(turn.latenessNanos(rig.now)).isZero();
        addresses.deadline = rig.now + 9;
        assertThat(turn.run(rig.now)).isEqualTo(rig.now + 9);
    }

    /** Across the overflow of the clock the earlier deadline is the larger number. */
    @Test
    void deadlinesAreComparedByDifference() {
        rig.engine.stop(0, rig.now);
        health.deadline = Long.MAX_VALUE - 5;
        addresses.deadline = Long.MIN_VALUE + 5;
        assertThat(turn.deadlineNanos()).isEqualTo(Long.MAX_VALUE - 5);
        addresses.deadline = Long.MAX_VALUE - 9;
        assertThat(turn.deadlineNanos()).isEqualTo(Long.MAX_VALUE - 9);
    }

    @Test
    void latenessCountsFromTheDeadline() {
        long advert = rig.engine.deadlineNanos();
        assertThat(turn.latenessNanos(advert - 7)).isEqualTo(-7);
        assertThat(turn.latenessNanos(advert + 7)).isEqualTo(7);
    }

    @Test
    void moreToReadMeansAtOnce() {
        dry = false;
        assertThat(turn.run(rig.now)).isEqualTo(rig.now);
    }

    /** A usual turn reads a bounded share, one after a stall everything that any receive buffer holds. */
    @Test
    void aLateTurnReadsEverything() {
        long advert = rig.engine.deadlineNanos();
        turn.run(advert + 100 * Rig.MS);
        assertThat(lastLimit).isEqualTo(512);
        turn.run(rig.engine.deadlineNanos() + 100 * Rig.MS + 1);
        assertThat(lastLimit).isEqualTo(1 << 18);
        turn.run(rig.engine.deadlineNanos());
        assertThat(lastLimit).isEqualTo(512);
    }
}
