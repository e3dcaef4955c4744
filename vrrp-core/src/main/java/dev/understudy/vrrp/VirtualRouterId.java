// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import java.util.Objects;

/**
 * What identifies a virtual router on a host: the interface it runs on, its address family and its VRID.
 *
 * @param interfaceName the network interface, 1 to 15 characters without blanks or slashes (Linux's IFNAMSIZ)
 * @param family the address family
 * @param vrid the Virtual Router Identifier, 1 to 255 (T8)
 */
public record VirtualRouterId(String interfaceName, AddressFamily family, int vrid) {
    /** Checks the ranges of the components. */
    public VirtualRouterId {
        InterfaceNames.check(interfaceName);
        Objects.requireNonNull(family, "family");
        if (vrid < 1 || vrid > 255) {
            throw new IllegalArgumentException("virtual router id " + vrid + " is not within 1..255 (T8)");
        }
    }

    /** Returns the form used in logs: {@code eno1/ipv4/167}. */
    @Override
    public String toString() {
        return interfaceName + '/' + family + '/' + vrid;
    }
}
