// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as the configuration writes them. */
final class Times {
    private Times() {}

    /** Returns a number of seconds without needless zeros: {@code 0.25}. */
    static String number(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), 9));
        return seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
    }

    /** Returns the number with its unit: {@code 0.25 s}. */
    static String seconds(Duration time) {
        return number(time) + " s";
    }
}
