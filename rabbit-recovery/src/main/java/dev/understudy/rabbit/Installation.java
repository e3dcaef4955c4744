// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Objects;

/**
 * How RabbitMQ is installed on a node's host: what the commands of a plan are made of. All texts but paths are POSIX shell.
 *
 * @param dataBase the directory that holds the data directories ({@code RABBITMQ_MNESIA_BASE})
 * @param startCommand starts the Erlang VM and returns at once, whether or not the broker comes up
 * @param stopCommand stops the Erlang VM
 * @param ctl {@code rabbitmqctl}, with a path or environment if it needs one; the other tools stand beside it by the same prefix
 * @param owner the user that the broker runs as and its files belong to
 */
public record Installation(String dataBase, String startCommand, String stopCommand, String ctl, String owner) {
    public Installation {
        Objects.requireNonNull(dataBase, "dataBase");
        Objects.requireNonNull(startCommand, "startCommand");
        Objects.requireNonNull(stopCommand, "stopCommand");
        Objects.requireNonNull(ctl, "ctl");
        Objects.requireNonNull(owner, "owner");
    }

    /** Debian's and Ubuntu's package and the project's own packages, under systemd. */
    public static Installation packaged() {
        return new Installation(
                "/var/lib/rabbitmq/mnesia",
                "systemctl start --no-block rabbitmq-server",
                "systemctl stop rabbitmq-server",
                "rabbitmqctl",
                "rabbitmq");
    }

    /** The node's data directory. */
    public String directoryOf(NodeName node) {
        return dataBase + "/" + node;
    }
}
