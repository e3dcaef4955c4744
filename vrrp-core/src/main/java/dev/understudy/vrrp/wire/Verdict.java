// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.wire;

/** What became of a received packet: accepted, or the first receive rule that refused it. A refused packet changes nothing. */
public enum Verdict {
    /** The advertisement is for the state machine. */
    ACCEPTED("", "accepted"),
    /** R1: TTL or Hop Limit is not 255: the packet was forwarded, or forged from afar. */
    TTL("R1", "TTL or hop limit is not 255"),
    /** R2: not the version configured for the router, or no version of VRRP at all. */
    VERSION("R2", "not the configured version"),
    /** R3: not an advertisement. */
    TYPE("R3", "type is not advertisement"),
    /** R4: shorter or longer than its address count says. CARP, which shares protocol 112, ends here. */
    LENGTH("R4", "length does not fit the address count"),
    /** R5: neither checksum form in use fits, or not the one form that a strict router accepts. */
    CHECKSUM("R5", "bad checksum"),
    /** R6: no router with this VRID on the receiving interface. */
    UNKNOWN_VRID("R6", "VRID is not configured on this interface"),
    /** R8: the address count is 0. */
    NO_ADDRESS("R8", "address count is 0"),
    /** R9: version 3 with interval 0. */
    ZERO_INTERVAL("R9", "interval is 0"),
    /** R10: IPv6, and the first address is not link-local. */
    NOT_LINK_LOCAL("R10", "first IPv6 address is not link-local"),
    /** R12: version 2 with another interval than the own one. */
    INTERVAL("R12", "version 2 interval differs from the configured one"),
    /** R14: version 2 with another authentication type or password. */
    AUTHENTICATION("R14", "authentication type or password differs"),
    /** R15: sent from an own address: a looped packet, or a peer with the same source. */
    OWN_SOURCE("R15", "source is an own address");

    private final String rule;
    private final String description;

    Verdict(String rule, String description) {
        this.rule = rule;
        this.description = description;
    }

    /** Returns the number of the receive rule, empty for an accepted packet. */
    public String rule() {
        return rule;
    }

    /** Returns the reason in plain words. */
    public String description() {
        return description;
    }
}
