// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.wire.IpBits;
import java.util.Arrays;
import java.util.List;

/** Which IPv4 addresses are virtual ones, so that none of them is taken for a host's own (F7). */
final class VirtualAddresses {
    /** In ascending order: a set of boxed numbers would be asked with a new box for each notice of the kernel. */
    private final long[] ipv4;

    VirtualAddresses(List<RouterSetup> routers) {
        ipv4 = routers.stream()
                // An owner's addresses are the host's own (K5).
                .filter(r -> !r.config().owner())
                .flatMap(r -> r.config().allAddresses().stream())
                .filter(a -> a.family() == AddressFamily.IPV4)
                .mapToLong(a -> IpBits.low(a.address()))
                .sorted()
                .toArray();
    }

    boolean contains(long address) {
        return Arrays.binarySearch(ipv4, address) >= 0;
    }
}
