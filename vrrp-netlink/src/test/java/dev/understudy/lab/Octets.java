// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** MAC and IP addresses between text and bytes. */
final class Octets {
    private static final HexFormat MAC = HexFormat.ofDelimiter(":");

    private Octets() {}

    static byte[] mac(String text) {
        return MAC.parseHex(text);
    }

    static String mac(byte[] octets) {
        return MAC.formatHex(octets);
    }

    /** Of a literal address; no name is looked up. */
    static byte[] ip(String literal) {
        if (!literal.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("not an address: " + literal);
        }
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + literal, e);
        }
    }

    /** IPv6 without the double colon, as Java writes it. */
    static String ip(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(octets.length + " octets", e);
        }
    }
}
