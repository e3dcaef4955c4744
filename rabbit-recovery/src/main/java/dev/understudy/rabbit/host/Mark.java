// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.host;

import java.nio.charset.StandardCharsets;

/** Looks for a line's mark in what goes by. Not thread-safe. */
final class Mark {
    private static final int NONE = -1;

    private final String sought;
    private String tail = "";
    private long seen;
    private long position = NONE;
    private int status = NONE;

    Mark(RemoteLine line) {
        this.sought = "\n" + line.mark() + " ";
    }

    void see(byte[] bytes, int count) {
        if (isFound()) {
            return;
        }
        seen += count;
        tail += new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
        int at = tail.indexOf(sought);
        int end = at < 0 ? NONE : tail.indexOf('\n', at + sought.length());
        if (end >= 0) {
            position = seen - tail.length() + at;
            status = Integer.parseInt(tail.substring(at + sought.length(), end));
        } else {
            tail = tail.substring(at < 0 ? Math.max(0, tail.length() - sought.length()) : at);
        }
    }

    boolean isFound() {
        return position >= 0;
    }

    /** How much went by before it. */
    long position() {
        return position;
    }

    int status() {
        return status;
    }
}
