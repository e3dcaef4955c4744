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

    /** Virtual host, colon, name: {@code /:orders}. */
    @Override
    public String toString() {
        return vhost + ":" + name;
    }
}
