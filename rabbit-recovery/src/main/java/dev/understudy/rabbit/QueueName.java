// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Objects;

/**
 * A queue within its virtual host.
 *
 * @param vhost the virtual host, often {@code /}
 * @param name the queue's own name
 */
public record QueueName(String vhost, String name) implements Comparable<QueueName> {
    public QueueName {
        Objects.requireNonNull(vhost, "vhost");
        Objects.requireNonNull(name, "name");
    }

    @Override
    public int compareTo(QueueName other) {
        int byVhost = vhost.compareTo(other.vhost);
        return byVhost != 0 ? byVhost : name.compareTo(other.name);
    }

    /**
     * Virtual host, colon, name: {@code /:orders}. No two queues have the same: a colon of the virtual host is {@code %3A}, a percent sign
     * {@code %25}. What a terminal would obey or hide is written in the same way, for whoever may declare a queue may call it anything.
     */
    @Override
    public String toString() {
        return plain(vhost).replace(":", "%3A") + ":" + plain(name);
    }

    /** Without control and formatting characters, and no two texts the same. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '%' || unseen(Character.getType(c))) {
                for (char unit : Character.toChars(c)) {
                    plain.append(String.format(unit <= 0xFF ? "%%%02X" : "%%u%04X", (int) unit));
                }
            } else {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString();
    }

    private static boolean unseen(int type) {
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
