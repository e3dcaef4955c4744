// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;

/** {@code dev.understudy.LateAdvert} in a recording: one for a turn. Written when the adverts have left. */
@Name("dev.understudy.LateAdvert")
@Label("VRRP Late Adverts")
@Category({"Understudy", "VRRP"})
@Description("Adverts left late by more than a hundredth of their interval, and more than 1 ms")
@StackTrace(false)
final class LateAdvertEvent extends Event {
    @Label("Router")
    @Description("The router whose advert was the latest")
    String router;

    @Label("Adverts")
    @Description("How many adverts of this turn were late")
    int adverts;

    @Label("Due")
    @Description("When the latest should have left")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long due;

    @Label("Lateness")
    @Description("From then to when it left")
    @Timespan(Timespan.NANOSECONDS)
    long lateness;
}
