// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.host;

import java.time.Duration;
import java.util.UUID;

/**
 * A line as ssh takes it there. sshd keeps a connection open as long as anything holds the line's pipes, and ends nothing when the connection
 * ends. So a mark on both outputs says that the line has ended and with which status, and {@code timeout} there, where it exists, ends it
 * shortly after our limit. Without a mark it cannot be told that the line ran.
 *
 * @param mark what no line writes by itself
 */
record RemoteLine(String mark) {
    /** So that it is always here where the limit is noticed. */
    private static final long LATER_SECONDS = 2;

    static RemoteLine marked() {
        return new RemoteLine("understudy-" + UUID.randomUUID());
    }

    /** What the login shell, whichever it is, hands over to sh. */
    String of(String line, Duration limit) {
        long seconds = limit.plusMillis(999).toSeconds() + LATER_SECONDS;
        return "exec sh -c "
                + quoted("command -v timeout >/dev/null && set -- timeout -k 1 " + seconds + "; \"$@\" sh -c "
                        + quoted(line) + "; s=$?; printf '\\n%s %s\\n' " + mark + " $s; printf '\\n%s %s\\n' " + mark
                        + " $s >&2");
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
