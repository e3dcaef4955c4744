// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

/** Hears what changes on the host's interfaces; called by the thread that polls the {@link RtMonitor}. */
public interface RtListener {
    /**
     * A link has appeared, or something about it has changed.
     *
     * @param link as it is now
     */
    void linkChanged(Link link);

    /**
     * A link is gone; one of the same name may come back with another index (F9).
     *
     * @param ifIndex the index it had
     * @param name the name it had
     */
    void linkRemoved(int ifIndex, String name);

    /**
     * An address was bound, or its lifetime or flags have changed: each renewal of a lease comes by here.
     *
     * @param notice valid during the call
     */
    void addressAdded(AddressNotice notice);

    /**
     * An address was removed or has expired.
     *
     * @param notice valid during the call
     */
    void addressRemoved(AddressNotice notice);

    /** Notices were lost: only a full dump tells what is so now (K8). */
    void overflow();
}
