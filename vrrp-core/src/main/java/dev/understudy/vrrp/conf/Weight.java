// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.List;
import java.util.Optional;

/** {@code weight N [reverse|noreverse]}, with which keepalived clamps what exceeds 253. */
record Weight(int value, boolean reverse) {
    private static final int ACCEPTED = 254;

    /** Reads the words after {@code weight}; empty and reported if they are wrong. */
    static Optional<Weight> read(List<Word> words, Statement owner, Values values, Report report) {
        if (words.isEmpty()) {
            report.refuse(owner.place(), "'weight' needs a value: expected -253..253");
            return Optional.empty();
        }
        Optional<Integer> value = values.integer(words.get(0), "weight", -ACCEPTED, ACCEPTED);
        boolean reverse = words.size() > 1 && words.get(1).text().equals("reverse");
        boolean known = words.size() == 1 || reverse || words.get(1).text().equals("noreverse");
        if (!known || words.size() > 2) {
            Word odd = words.get(known ? 2 : 1);
            report.refuse(odd.place(), "'" + odd.text() + "' after a weight: expected 'reverse' or 'noreverse'");
            return Optional.empty();
        }
        int most = TrackedCheck.MOST_WEIGHT;
        return value.map(v -> new Weight(Math.max(-most, Math.min(most, v)), reverse));
    }
}
