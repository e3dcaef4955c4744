// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.wire.IpBits;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which IPv4 addresses are virtual ones, so that none of them is taken for a host's own (F7). */
final class VirtualAddresses {
    private final Set<Long> ipv4 = new HashSet<>();

    VirtualAddresses(List<RouterSetup> routers) {
        routers.stream()
                // An owner's addresses are the host's own (K5).
                .filter(r -> !r.config().owner())
                .flatMap(r -> r.config().allAddresses().stream())
                .filter(a -> a.family() == AddressFamily.IPV4)
                .forEach(a -> ipv4.add(IpBits.low(a.address())));
    }

    boolean contains(long address) {
        return ipv4.contains(address);
    }
}
