// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

/**
 * The two ways in which the field computes the checksum of a version 3 advertisement over IPv4. RFC 9568 says the message alone,
 * RFC 5798 as deployed (keepalived, FRR) includes an IPv4 pseudo-header. Version 2 and IPv6 know one form each, so the choice does
 * not apply to them.
 */
public enum ChecksumForm {
    /** The checksum covers source, destination, protocol and length besides the message: keepalived's and FRR's default. */
    PSEUDO_HEADER,
    /** The checksum covers the VRRP message alone: RFC 9568, 5.2.8. */
    MESSAGE_ONLY
}
