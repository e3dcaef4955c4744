// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Bytes written as the kernel's headers lay them out: hexadecimal, with a comment after {@code #} on each line. */
final class Hex {
    private Hex() {}

    static byte[] bytes(String commented) {
        return HexFormat.of()
                .parseHex(commented
                        .lines()
                        .map(line -> line.replaceAll("#.*", "").replaceAll("\\s", ""))
                        .collect(Collectors.joining()));
    }

    /** A buffer of exactly these bytes, so that reading beyond them fails, in the order of the machines we run on. */
    static ByteBuffer buffer(String commented) {
        return ByteBuffer.wrap(bytes(commented)).order(ByteOrder.nativeOrder());
    }

    static byte[] written(ByteBuffer out, int length) {
        byte[] bytes = new byte[length];
        out.get(0, bytes);
        return bytes;
    }
}
