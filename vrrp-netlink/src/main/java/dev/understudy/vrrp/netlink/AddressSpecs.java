// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.netlink.linux.AddressSpec;
import dev.understudy.vrrp.wire.IpBits;

/** Turns a configured address into what is asked of the kernel. */
final class AddressSpecs {
    private AddressSpecs() {}

    static AddressSpec of(VirtualAddress address, int ifIndex) {
        boolean v4 = address.family() == AddressFamily.IPV4;
        long high = IpBits.high(address.address());
        long low = IpBits.low(address.address());
        // IPv6: no duplicate address detection, because the former Active may still answer for a moment.
        int flags = (v4 ? 0 : AddressSpec.NO_DAD) | (address.prefixRoute() ? 0 : AddressSpec.NO_PREFIX_ROUTE);
        return new AddressSpec(
                v4 ? AddressSpec.IPV4 : AddressSpec.IPV6,
                ifIndex,
                high,
                low,
                address.prefixLength(),
                high,
                low,
                address.broadcast().map(IpBits::low).orElse(0L),
                address.scope(),
                flags,
                address.label().orElse(""));
    }
}
