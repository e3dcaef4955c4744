// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.wire.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many packets met which verdict. */
final class Counters {
    private static final Verdict[] VERDICTS = Verdict.values();

    private final long[] counts = new long[VERDICTS.length];

    void count(Verdict verdict) {
        counts[verdict.ordinal()]++;
    }

    long accepted() {
        return counts[Verdict.ACCEPTED.ordinal()];
    }

    Map<String, Long> rejected() {
        Map<String, Long> rejected = new LinkedHashMap<>();
        for (Verdict verdict : VERDICTS) {
            if (verdict != Verdict.ACCEPTED && counts[verdict.ordinal()] > 0) {
                rejected.put(verdict.name(), counts[verdict.ordinal()]);
            }
        }
        return rejected;
    }
}
