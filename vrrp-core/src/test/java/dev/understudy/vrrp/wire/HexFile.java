// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Reads packets that are checked in as hexadecimal text with comments. */
final class HexFile {
    private HexFile() {}

    static byte[] read(String name) {
        try (InputStream in = HexFile.class.getResourceAsStream("golden/" + name + ".hex")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return HexFormat.of().parseHex(text.replaceAll("(?m)#.*$", "").replaceAll("\\s", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
