// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The simple-text password of version 2 (authentication type 1). It travels in the clear and guards against mistakes, not against
 * people. Peers compare its first eight bytes only, padded with zeros, as keepalived does.
 *
 * @param text the password as configured, at least one byte in UTF-8; {@link #toString()} does not show it
 */
public record SimplePassword(String text) {
    /** The size of the authentication data on the wire, in bytes. */
    public static final int WIRE_BYTES = 8;

    /** Checks that there is a password. */
    public SimplePassword {
        Objects.requireNonNull(text, "text");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty password cannot be sent as authentication data");
        }
    }

    /** Returns the eight authentication bytes as one big-endian number: truncated or padded with zeros. */
    public long wireBits() {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long bits = 0;
        for (int i = 0; i < WIRE_BYTES; i++) {
            bits = bits << 8 | (i < bytes.length ? bytes[i] & 0xff : 0);
        }
        return bits;
    }

    /** Returns a text that keeps the password out of logs. */
    @Override
    public String toString() {
        return "SimplePassword[****]";
    }
}
