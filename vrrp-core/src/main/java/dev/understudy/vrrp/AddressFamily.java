// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import java.net.Inet4Address;
import java.net.InetAddress;

/** The address family of a virtual router. IPv4 and IPv6 routers with one VRID are independent of each other (RFC 9568, 1.2). */
public enum AddressFamily {
    /** IPv4: adverts to 224.0.0.18, 4-byte addresses, VRRP version 2 or 3. */
    IPV4(4, 32, "ipv4"),
    /** IPv6: adverts to ff02::12, 16-byte addresses, VRRP version 3 only. */
    IPV6(16, 128, "ipv6");

    private final int addressBytes;
    private final int maxPrefixLength;
    private final String label;

    AddressFamily(int addressBytes, int maxPrefixLength, String label) {
        this.addressBytes = addressBytes;
        this.maxPrefixLength = maxPrefixLength;
        this.label = label;
    }

    /** Returns the size of one address on the wire, in bytes: 4 or 16. */
    public int addressBytes() {
        return addressBytes;
    }

    /** Returns the longest prefix of the family, in bits: 32 or 128. */
    public int maxPrefixLength() {
        return maxPrefixLength;
    }

    /** Returns the family of an address. */
    public static AddressFamily of(InetAddress address) {
        return address instanceof Inet4Address ? IPV4 : IPV6;
    }

    /** Returns the name used in logs and file names: {@code ipv4} or {@code ipv6}. */
    @Override
    public String toString() {
        return label;
    }
}
