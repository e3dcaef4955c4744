// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A packet's age is believed between the last drain and now. */
class ReceiveTimeTest {
    private static final long WALL = 1_790_000_000_000_000_000L;
    private static final long HOUR = 3_600_000_000_000L;

    private static long received(long age) {
        return ReceiveTime.nanos(WALL - age, WALL, Rig.EPOCH, Rig.EPOCH + 1_000);
    }

    @Test
    void isAsLongAgoAsTheStampSays() {
        assertThat(received(0)).isEqualTo(Rig.EPOCH + 1_000);
        assertThat(received(300)).isEqualTo(Rig.EPOCH + 700);
        assertThat(received(1_000)).isEqualTo(Rig.EPOCH);
    }

    /** Read by one drain too late: the stamp is right, and the drain before it is as far back as can be. */
    @Test
    void isTheLastDrainWhenThatJustMissedIt() {
        assertThat(received(1_001)).isEqualTo(Rig.EPOCH);
        assertThat(received(10_001_000)).isEqualTo(Rig.EPOCH);
        assertThat(received(10_001_001)).isEqualTo(Rig.EPOCH + 1_000);
    }

    @Test
    void isNowWhenTheWallClockWasStepped() {
        assertThat(received(HOUR)).isEqualTo(Rig.EPOCH + 1_000);
        assertThat(received(-HOUR)).isEqualTo(Rig.EPOCH + 1_000);
    }
}
