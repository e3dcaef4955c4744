// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import java.time.Duration;
import java.util.Objects;

/**
 * How a new Active tells the link where its addresses are (gratuitous ARP, unsolicited neighbour advertisements). The defaults are
 * keepalived's.
 *
 * @param repeat frames of one burst for each address, 1 to 100 (keepalived: {@code garp_master_repeat}, 5)
 * @param secondBurstAfter the time from the first burst to a second one, 0 for none (keepalived: {@code garp_master_delay}, 5 s)
 * @param refresh the period of repeated announcements while Active, 0 for none (keepalived: {@code garp_master_refresh}, 0)
 * @param refreshRepeat frames for each address at a refresh, 1 to 100 (keepalived: {@code garp_master_refresh_repeat}, 1)
 */
public record Announcements(int repeat, Duration secondBurstAfter, Duration refresh, int refreshRepeat) {
    private static final int MOST = 100;
    private static final Duration LONGEST = Duration.ofDays(1);

    /** keepalived's defaults: a burst of five, again after 5 s, no refresh. */
    public static final Announcements DEFAULT = new Announcements(5, Duration.ofSeconds(5), Duration.ZERO, 1);

    /** Checks the ranges of the components. */
    public Announcements {
        checkCount("repeat", repeat);
        checkCount("refreshRepeat", refreshRepeat);
        checkTime("secondBurstAfter", secondBurstAfter);
        checkTime("refresh", refresh);
    }

    private static void checkCount(String field, int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException(field + ' ' + count + " is not within 1.." + MOST);
        }
    }

    private static void checkTime(String field, Duration time) {
        Objects.requireNonNull(time, field);
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(field + ' ' + time + " is not within 0..24 h");
        }
    }
}
