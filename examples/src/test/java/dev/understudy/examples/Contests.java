// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.lab.LabHost;
import dev.understudy.lab.WireAdvert;
import dev.understudy.lab.WireObserver;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether two hosts were Active at the same time for longer than one exchange, told from the wire alone.
 *
 * <p>An advert is contested if the other host advertised within an interval and a half both before it and after it: then both claim to be
 * Active. One exchange is a claim and the answer to it, so at most two contested adverts in a row; two Actives that do not settle it
 * contest every advert.
 */
final class Contests {
    private static final int ONE_EXCHANGE = 2;

    private Contests() {}

    static void assertSettledByOneExchange(WireObserver wire, LabHost one, LabHost two, long intervalNanos) {
        wire.catchUp();
        assertSettledByOneExchange(
                wire.adverts().all(advert -> advert.isFrom(one) || advert.isFrom(two)), intervalNanos);
    }

    static void assertSettledByOneExchange(List<WireAdvert> adverts, long intervalNanos) {
        List<WireAdvert> claims =
                adverts.stream().filter(advert -> advert.priority() > 0).toList();
        List<WireAdvert> run = new ArrayList<>();
        for (WireAdvert claim : claims) {
            if (isContested(claim, claims, intervalNanos + intervalNanos / 2)) {
                run.add(claim);
            } else {
                run.clear();
            }
            if (run.size() > ONE_EXCHANGE) {
                throw new AssertionError("two Actives for longer than one exchange: " + run);
            }
        }
    }

    private static boolean isContested(WireAdvert claim, List<WireAdvert> claims, long reachNanos) {
        boolean before = false;
        boolean after = false;
        for (WireAdvert other : claims) {
            long distanceNanos = other.timeNanos() - claim.timeNanos();
            if (!other.sourceMac().equals(claim.sourceMac()) && Math.abs(distanceNanos) <= reachNanos) {
                before |= distanceNanos < 0;
                after |= distanceNanos > 0;
            }
        }
        return before && after;
    }
}
