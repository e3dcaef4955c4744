// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.netlink.linux.AdvertSocket;
import dev.understudy.vrrp.netlink.linux.Link;
import dev.understudy.vrrp.track.Tracker;
import java.util.List;

/**
 * An interface that routers run on or addresses belong on: known by its name, found again under a new index when it comes back (F9).
 * Belongs to the loop's thread.
 */
final class Device {
    final int number;
    final String name;
    /** How many routers advertise here; 0 if only addresses belong here. */
    int routers;
    /** One of the routers that advertise here, in whose name the device's troubles are reported. */
    int spokesman;
    /** The socket failed when it was last read. */
    boolean failing;
    /** As rtnetlink last described it; null while there is no such interface. */
    Link link;
    /** Open while there is such an interface and routers advertise on it. */
    AdvertSocket socket;
    /** The primary IPv4 address that is not a virtual one (T1, F7); 0 if there is none. */
    long primary;
    /** All its IPv4 addresses. */
    List<Long> addresses = List.of();
    /** Told whether it can carry packets; null if nobody asked. */
    Tracker tracker;
    /** epoll says there is something to read. */
    boolean readable;

    /** When its socket was last known to be empty: what is read later came in later (section 8, 9). */
    long emptyNanos;

    long knownDrops;

    Device(int number, String name) {
        this.number = number;
        this.name = name;
    }

    /** The index it has, or had last: a renamed interface keeps its addresses. 0 if it never was there. */
    int lastIndex;

    void take(Link now) {
        link = now;
        lastIndex = now == null ? lastIndex : now.index();
    }

    int ifIndex() {
        return link == null ? 0 : link.index();
    }

    boolean isUsable() {
        return link != null && link.isUsable();
    }
}
