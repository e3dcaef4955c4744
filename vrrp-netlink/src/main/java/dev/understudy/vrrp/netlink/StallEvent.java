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

/** {@code dev.understudy.Stall} in a recording. Written when the late turn is over. */
@Name("dev.understudy.Stall")
@Label("VRRP Loop Stall")
@Category({"Understudy", "VRRP"})
@Description("A turn of the loop came more than 100 ms after its deadline")
@StackTrace(false)
final class StallEvent extends Event {
    @Label("Due")
    @Description("The deadline: when the stall began to matter")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long due;

    @Label("Lateness")
    @Description("From the deadline to the turn")
    @Timespan(Timespan.NANOSECONDS)
    long lateness;
}
