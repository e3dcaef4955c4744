// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.List;

/** Reads false takeovers and gaps off the wire, for one router between two points of time. */
final class SafeTally {
    private int falseTakeovers;
    private long longestGapNanos;

    private SafeTally() {}

    /**
     * Counts.
     *
     * @param sightings in the order of the wire
     * @param activeMac of the host that lives all the time and has the higher priority
     */
    static SafeTally of(List<Sighting> sightings, int vrid, long activeMac, long fromNanos, long toNanos) {
        SafeTally tally = new SafeTally();
        long lastNanos = fromNanos;
        boolean backupSpeaks = false;
        for (Sighting s : sightings) {
            if (!s.isAdvert() || s.vrid() != vrid || s.stampNanos() < fromNanos || s.stampNanos() > toNanos) {
                continue;
            }
            if (s.mac() == activeMac) {
                tally.gap(s.stampNanos() - lastNanos);
                lastNanos = s.stampNanos();
                backupSpeaks = false;
            } else if (!backupSpeaks) {
                // Many adverts in a row are one takeover.
                tally.falseTakeovers++;
                backupSpeaks = true;
            }
        }
        tally.gap(toNanos - lastNanos);
        return tally;
    }

    int falseTakeovers() {
        return falseTakeovers;
    }

    long longestGapNanos() {
        return longestGapNanos;
    }

    private void gap(long nanos) {
        longestGapNanos = Math.max(longestGapNanos, nanos);
    }
}
