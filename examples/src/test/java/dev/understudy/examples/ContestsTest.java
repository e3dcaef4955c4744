// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.lab.WireAdvert;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as two Actives, on adverts a second apart. */
class ContestsTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final List<WireAdvert> adverts = new ArrayList<>();

    private void advert(String sender, double atSeconds, int priority) {
        long atNanos = (long) (atSeconds * SECOND_NANOS);
        adverts.add(new WireAdvert(
                atNanos,
                sender,
                sender,
                "224.0.0.18",
                255,
                0xc0,
                false,
                2,
                1,
                7,
                priority,
                100,
                0,
                "",
                List.of(),
                WireAdvert.Checksum.MESSAGE_ONLY,
                new byte[0]));
    }

    private void check() {
        Contests.assertSettledByOneExchange(adverts, SECOND_NANOS);
    }

    @Test
    void oneAfterTheOtherIsNoContest() {
        advert("a", 0, 100);
        advert("a", 1, 100);
        advert("b", 1.2, 150);
        advert("b", 2.2, 150);
        advert("b", 3.2, 0);
        advert("a", 3.8, 100);
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aClaimThatIsAnsweredIsOneExchange() {
        advert("a", 0, 100);
        advert("a", 1, 100);
        advert("b", 1.2, 50);
        advert("a", 1.201, 100);
        advert("a", 2, 100);
        advert("a", 3, 100);
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void twoThatGoOnAreTwoActives() {
        advert("a", 0, 100);
        advert("b", 0.5, 150);
        advert("a", 1, 100);
        advert("b", 1.5, 150);
        advert("a", 2, 100);
        assertThatThrownBy(this::check).isInstanceOf(AssertionError.class).hasMessageContaining("two Actives");
    }
}
