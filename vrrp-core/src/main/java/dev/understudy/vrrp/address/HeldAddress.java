// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.address;

import dev.understudy.vrrp.VirtualAddress;

/** One address of one router, as far as the kernel has told. */
final class HeldAddress {
    /** Where an address stands. */
    enum Phase {
        /** Not there, as far as we know, and not asked for. */
        ABSENT,
        /** The bind is on its way to the kernel. */
        ADDING,
        /** Bound by us. */
        OURS,
        /** It was there before us: used, never leased, never removed (K4). */
        FOREIGN,
        /** The release is on its way to the kernel. */
        REMOVING
    }

    final VirtualAddress address;
    final int device;
    Phase phase = Phase.ABSENT;
    /** An address that should be there has gone: it is bound again and announced (K3). */
    boolean missing;
    /** Acknowledged as ours since the router became Active: EEXIST then means our own renewal, not a foreigner. */
    boolean ours;
    /** Notices of our own removals that have not been read yet; they say nothing about what was bound since. */
    int expectedRemovals;
    /** The notice of the removal that is on its way was read before its acknowledgement, or lost (K8): none is to be expected. */
    boolean removalSeen;
    /** Seen in the dump that is being read (K8). */
    boolean seen;

    HeldAddress(VirtualAddress address, int device) {
        this.address = address;
        this.device = device;
    }

    boolean isPresent() {
        return phase == Phase.OURS || phase == Phase.FOREIGN;
    }
}
