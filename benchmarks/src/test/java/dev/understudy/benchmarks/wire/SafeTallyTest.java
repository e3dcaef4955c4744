// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SafeTallyTest {
    private static final long ACTIVE = 1;
    private static final long BACKUP = 2;

    @Test
    void manyAdvertsInARowAreOneTakeover() {
        SafeTally tally = tally(
                advert(ACTIVE, 7, 110),
                advert(BACKUP, 7, 140),
                advert(BACKUP, 7, 150),
                advert(ACTIVE, 7, 160),
                advert(BACKUP, 7, 195));
        assertThat(tally.falseTakeovers()).isEqualTo(2);
    }

    @Test
    void theGapIsTheActivesAndReachesToTheEnds() {
        assertThat(tally(advert(ACTIVE, 7, 110), advert(BACKUP, 7, 140), advert(ACTIVE, 7, 165), advert(ACTIVE, 7, 190))
                        .longestGapNanos())
                .isEqualTo(55);
        assertThat(tally(advert(ACTIVE, 7, 160), advert(ACTIVE, 7, 190)).longestGapNanos())
                .isEqualTo(60);
        assertThat(tally(advert(ACTIVE, 7, 110)).longestGapNanos()).isEqualTo(90);
    }

    @Test
    void otherRoutersOtherTimesAndArpDoNotCount() {
        SafeTally tally = tally(
                advert(BACKUP, 7, 99),
                advert(BACKUP, 8, 150),
                new Sighting(false, 151, 0, BACKUP, 7, 0, 0),
                advert(ACTIVE, 7, 152),
                advert(BACKUP, 7, 201));
        assertThat(tally.falseTakeovers()).isZero();
        assertThat(tally.longestGapNanos()).isEqualTo(52);
    }

    private static SafeTally tally(Sighting... sightings) {
        return SafeTally.of(List.of(sightings), 7, ACTIVE, 100, 200);
    }

    private static Sighting advert(long mac, int vrid, long nanos) {
        return new Sighting(true, nanos, 0, mac, vrid, 100, 0);
    }
}
