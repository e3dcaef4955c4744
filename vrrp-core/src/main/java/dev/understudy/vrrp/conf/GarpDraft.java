// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.Announcements;
import java.time.Duration;

/** The {@code garp_master_*} keywords, of an instance or (with {@code vrrp_} before them) of all. */
final class GarpDraft {
    private Integer repeat;
    private Duration secondBurstAfter;
    private Duration refresh;
    private Integer refreshRepeat;

    /** Reads one of the keywords; the prefix {@code vrrp_} has been taken off. */
    void read(String keyword, Statement statement, Values values) {
        switch (keyword) {
            case "garp_master_delay" ->
                secondBurstAfter = values.seconds(statement, "0", "86400").orElse(secondBurstAfter);
            case "garp_master_refresh" ->
                refresh = values.seconds(statement, "0", "86400").orElse(refresh);
            case "garp_master_repeat" ->
                repeat = values.integer(statement, 1, 100).orElse(repeat);
            case "garp_master_refresh_repeat" ->
                refreshRepeat = values.integer(statement, 1, 100).orElse(refreshRepeat);
            default -> throw new IllegalArgumentException(keyword);
        }
    }

    /** What is not set here comes from there. */
    Announcements over(Announcements defaults) {
        return new Announcements(
                repeat == null ? defaults.repeat() : repeat,
                secondBurstAfter == null ? defaults.secondBurstAfter() : secondBurstAfter,
                refresh == null ? defaults.refresh() : refresh,
                refreshRepeat == null ? defaults.refreshRepeat() : refreshRepeat);
    }
}
