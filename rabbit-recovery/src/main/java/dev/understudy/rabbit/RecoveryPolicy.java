// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What an operator wants, where the cluster leaves a choice.
 *
 * @param winner which node's state is kept when several say that they were last
 * @param startFirst a node that has to be started before the one that stopped last
 * @param copies the directory on each host for copies of data directories
 * @param bootLimit how long a node that may boot alone is given to do so
 */
public record RecoveryPolicy(
        Optional<NodeName> winner, Optional<NodeName> startFirst, String copies, Duration bootLimit) {
    public RecoveryPolicy {
        Objects.requireNonNull(winner, "winner");
        Objects.requireNonNull(startFirst, "startFirst");
        Objects.requireNonNull(copies, "copies");
        Objects.requireNonNull(bootLimit, "bootLimit");
    }

    /** No winner, no order of its own, copies under {@code /var/lib/rabbitmq/understudy}, two minutes for a boot. */
    public static RecoveryPolicy standard() {
        return new RecoveryPolicy(
                Optional.empty(), Optional.empty(), "/var/lib/rabbitmq/understudy", Duration.ofMinutes(2));
    }

    /** The same with a winner. */
    public RecoveryPolicy withWinner(NodeName node) {
        return new RecoveryPolicy(Optional.of(node), startFirst, copies, bootLimit);
    }

    /** The same with a node that is started first. */
    public RecoveryPolicy withStartFirst(NodeName node) {
        return new RecoveryPolicy(winner, Optional.of(node), copies, bootLimit);
    }

    /** The same with another directory for copies. */
    public RecoveryPolicy withCopies(String directory) {
        return new RecoveryPolicy(winner, startFirst, directory, bootLimit);
    }
}
