// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The name of an Erlang node that runs RabbitMQ, such as {@code rabbit@hosta}. It is part of what a data directory is bound to: a directory
 * serves under the name that it was made with and no other (rabbit-recovery 1.9).
 *
 * @param value prefix, {@code @}, host name
 */
public record NodeName(String value) implements Comparable<NodeName> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.\\-]+@[A-Za-z0-9_.\\-]+");

    /** @throws IllegalArgumentException if the value has not the form {@code name@host} */
    public NodeName {
        Objects.requireNonNull(value, "value");
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a node name (expected name@host): '" + value + "'");
        }
    }

    /** The part after the {@code @}. */
    public String host() {
        return value.substring(value.indexOf('@') + 1);
    }

    @Override
    public int compareTo(NodeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
