// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** MAC and IP addresses between text and bytes. */
final class Octets {
    private static final HexFormat MAC = HexFormat.ofDelimiter(":");
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

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

    /** As {@code ip} writes it: IPv6 by RFC 5952. */
    static String ip(byte[] octets) {
        try {
            return compressed(InetAddress.getByAddress(octets).getHostAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(octets.length + " octets", e);
        }
    }

    /** The longest run of zeros, the first of equals, becomes a double colon; Java writes them all out. */
    private static String compressed(String address) {
        return ZEROS.matcher(address)
                .results()
                .max(Comparator.comparingInt((MatchResult run) -> run.end() - run.start())
                        .thenComparingInt(run -> -run.start()))
                .map(run -> address.substring(0, run.start()) + "::" + address.substring(run.end()))
                .orElse(address);
    }
}
