// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The physical lines of one file. keepalived reads bytes; here a file is UTF-8 or, if it is not, one byte is one character, which keeps
 * comments in any encoding harmless.
 */
record SourceText(String name, List<String> lines, boolean utf8, boolean byteOrderMark) {
    /** keepalived's line buffer, in bytes. */
    static final int LONGEST_LINE = 1023;

    static SourceText decode(String name, byte[] content) {
        String text;
        boolean utf8 = true;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(content, StandardCharsets.ISO_8859_1);
            utf8 = false;
        }
        boolean mark = text.startsWith("\uFEFF");
        text = mark ? text.substring(1) : text;
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int end = line.length();
            while (end > 0 && line.charAt(end - 1) == '\r') {
                end--;
            }
            lines.add(line.substring(0, end));
        }
        return new SourceText(name, lines, utf8, mark);
    }

    /** The size of a line as keepalived counts it. */
    int bytes(String line) {
        return utf8 ? line.getBytes(StandardCharsets.UTF_8).length : line.length();
    }
}
