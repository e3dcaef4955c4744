// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;

/** {@code dev.understudy.Transition} in a recording. Written on the listener's thread. */
@Name("dev.understudy.Transition")
@Label("VRRP Transition")
@Category({"Understudy", "VRRP"})
@Description("A virtual router has changed its state")
@StackTrace(false)
final class TransitionEvent extends Event {
    @Label("Router")
    String router;

    @Label("Name")
    @Description("The router's name in its configuration")
    String name;

    @Label("From")
    String from;

    @Label("To")
    String to;

    @Label("Cause")
    String cause;

    @Label("Detail")
    String detail;

    @Label("Priority")
    @Description("The effective priority at that moment")
    int priority;

    @Label("At")
    @Description("When the loop decided it; the event itself is written a little later, by another thread")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long at;
}
