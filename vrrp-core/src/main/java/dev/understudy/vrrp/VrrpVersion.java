// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

/** The protocol version a virtual router speaks. A packet of another version is discarded (R2). */
public enum VrrpVersion {
    /** RFC 3768 as keepalived deploys it: IPv4 only, whole-second intervals, optional simple-text password. */
    V2(2),
    /** RFC 9568 (and RFC 5798): IPv4 and IPv6, centisecond intervals, no authentication. */
    V3(3);

    private final int number;

    VrrpVersion(int number) {
        this.number = number;
    }

    /** Returns the number in the upper half of an advertisement's first byte: 2 or 3. */
    public int number() {
        return number;
    }
}
