// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.Installation;
import dev.understudy.rabbit.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How RabbitMQ is installed, by options: each for all nodes, or with {@code NODE=} before it for one. */
final class InstallationOptions {
    @Option(
            names = "--data-base",
            paramLabel = "[NODE=]DIR",
            description = "the directory that holds data directories (default: /var/lib/rabbitmq/mnesia)")
    private List<String> dataBases = new ArrayList<>();

    @Option(
            names = "--start-command",
            paramLabel = "[NODE=]LINE",
            description = "starts RabbitMQ and returns at once (default: systemctl start --no-block rabbitmq-server)")
    private List<String> starts = new ArrayList<>();

    @Option(
            names = "--stop-command",
            paramLabel = "[NODE=]LINE",
            description = "stops RabbitMQ (default: systemctl stop rabbitmq-server)")
    private List<String> stops = new ArrayList<>();

    @Option(
            names = "--ctl",
            paramLabel = "[NODE=]LINE",
            description = "rabbitmqctl, with a path or environment if it needs one (default: rabbitmqctl)")
    private List<String> ctls = new ArrayList<>();

    @Option(
            names = "--owner",
            paramLabel = "[NODE=]USER",
            description = "the user that the broker runs as (default: rabbitmq)")
    private List<String> owners = new ArrayList<>();

    Installation of(NodeName node, Installation or) {
        return new Installation(
                of(dataBases, node).orElse(or.dataBase()),
                of(starts, node).orElse(or.startCommand()),
                of(stops, node).orElse(or.stopCommand()),
                of(ctls, node).orElse(or.ctl()),
                of(owners, node).orElse(or.owner()));
    }

    /** The last that was said of the node itself, else the last that was said of all. */
    private static Optional<String> of(List<String> options, NodeName node) {
        Optional<String> all = Optional.empty();
        Optional<String> own = Optional.empty();
        for (String option : options) {
            Optional<NodeName> named = Names.before(option);
            if (named.isEmpty()) {
                all = Optional.of(option);
            } else if (named.get().equals(node)) {
                own = Optional.of(Names.after(option));
            }
        }
        return own.isPresent() ? own : all;
    }
}
