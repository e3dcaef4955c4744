// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.address;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.wire.IpBits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds whose an address is that the kernel speaks of. */
final class AddressIndex {
    static final long NONE = -1;

    private final Map<Key, Long> tickets = new HashMap<>();

    private record Key(int device, AddressFamily family, long high, long low, int prefixLength) {}

    void add(int router, List<HeldAddress> addresses) {
        for (int i = 0; i < addresses.size(); i++) {
            HeldAddress held = addresses.get(i);
            Key key = new Key(
                    held.device,
                    held.address.family(),
                    IpBits.high(held.address.address()),
                    IpBits.low(held.address.address()),
                    held.address.prefixLength());
            tickets.put(key, Ticket.bind(router, i));
        }
    }

    /** Returns a ticket that names router and address, or {@link #NONE}. */
    long find(int device, AddressFamily family, long high, long low, int prefixLength) {
        return tickets.getOrDefault(new Key(device, family, high, low, prefixLength), NONE);
    }
}
