// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who sent the adverts of many routers, by side. */
final class Senders {
    private final Map<Integer, Long> firstOfHigh = new HashMap<>();
    private final Map<Integer, Long> firstOfLow = new HashMap<>();
    private final Map<Integer, Integer> lastSide = new HashMap<>();
    private long firstResignNanos = Long.MAX_VALUE;
    private int position;
    private int adverts;
    private int changes;
    private int announcements;

    /** Reads on where it stopped. A resignation is an advert of the side that it is of, and the end of its time. */
    void read(Observer wire) {
        List<Sighting> sightings = wire.from(position);
        position += sightings.size();
        for (Sighting s : sightings) {
            if (!s.isAdvert()) {
                announcements++;
                continue;
            }
            int side = Links.sideOf(s.mac());
            if (s.priority() == 0) {
                firstResignNanos = Math.min(firstResignNanos, s.stampNanos());
                changes++;
                continue;
            }
            adverts++;
            (side == Links.HIGH ? firstOfHigh : firstOfLow).putIfAbsent(s.router(), s.stampNanos());
            Integer before = lastSide.put(s.router(), side);
            if (side != (before == null ? Links.HIGH : before)) {
                changes++;
            }
        }
    }

    /** Adverts but resignations. */
    int adverts() {
        return adverts;
    }

    /** How often a router's sender was another than that of its advert before (at first: the side of the higher priority), and resignations. */
    int changes() {
        return changes;
    }

    /** Gratuitous ARPs. An Active that has lost an address to a lapsed lease, or otherwise, puts it back and announces it. */
    int announcements() {
        return announcements;
    }

    int routersOf(int side) {
        return firsts(side).size();
    }

    /** When the last of the routers was first sent for from this side. */
    long lastFirstNanos(int side) {
        return firsts(side).values().stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    /** When the first router resigned. */
    long firstResignNanos() {
        if (firstResignNanos == Long.MAX_VALUE) {
            throw new IllegalStateException("no router resigned");
        }
        return firstResignNanos;
    }

    private Map<Integer, Long> firsts(int side) {
        return side == Links.HIGH ? firstOfHigh : firstOfLow;
    }
}
