// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.address;

import dev.understudy.vrrp.VirtualAddress;

/**
 * The kernel as the {@link AddressHolder} sees it: requests go out here, and results come back by {@link AddressHolder#onResult}, within
 * {@link #flush} or later. Called only by the thread that runs the turn; never blocks.
 */
public interface KernelPort {
    /** A lifetime without end. */
    int FOREVER = 0;

    /**
     * Asks for an address to be added.
     *
     * @param device the number of the interface it belongs on
     * @param address which address
     * @param validSeconds how long the kernel keeps it without renewal, or {@link #FOREVER}
     * @param exclusive whether an address that is there already is an error (EEXIST) or gets the new lifetime
     * @param ticket comes back with the result
     */
    void add(int device, VirtualAddress address, int validSeconds, boolean exclusive, long ticket);

    /** Asks for an address to be removed. */
    void remove(int device, VirtualAddress address, long ticket);

    /** Sends what was asked for and has not been sent. */
    void flush(long nowNanos);

    /**
     * Announces an address: one gratuitous ARP or one unsolicited neighbour advertisement.
     *
     * @return 0, or the errno that says why it did not leave
     */
    int announce(int device, VirtualAddress address);
}
