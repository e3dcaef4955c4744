// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import dev.understudy.rabbit.observe.term.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A row of {@code rabbit_durable_queue}: RabbitMQ's record {@code amqqueue}. Fields 2 to 11 stand where they do since mirrors are remembered
 * (3.4); type and its state, 20 and 21, came with quorum queues (3.8). 4.0 keeps the places of mirrors, empty.
 *
 * @param directory a stream's directory, empty for others
 */
record QueueRecord(
        QueueName name,
        QueueKind kind,
        NodeName leader,
        List<NodeName> replicas,
        Optional<String> policy,
        String directory) {
    private static final int NAME = 2;
    private static final int PID = 7;
    private static final int RECOVERABLE = 10;
    private static final int POLICY = 11;
    private static final int TYPE = 20;
    private static final int STATE = 21;

    /** Empty if it is not that record, or of a type that keeps nothing. */
    static Optional<QueueRecord> of(Term row) {
        Optional<QueueName> name = row.element(NAME).flatMap(Names::queue);
        Optional<QueueKind> kind = kind(row);
        if (row.element(1).filter(tag -> tag.isAtom("amqqueue")).isEmpty() || name.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        Term state = row.element(STATE).orElse(Term.NIL);
        List<NodeName> replicas = kind.get() == QueueKind.CLASSIC ? mirrors(row) : members(state);
        Optional<NodeName> leader =
                leader(row, state).or(() -> replicas.stream().findFirst());
        Optional<String> policy =
                row.element(POLICY).flatMap(p -> p.get("name")).flatMap(Term::asText);
        String directory = state.get("name").flatMap(Term::asText).orElse("");
        return leader.map(node ->
                new QueueRecord(name.get(), kind.get(), node, without(kind.get(), replicas, node), policy, directory));
    }

    private static Optional<QueueKind> kind(Term row) {
        if (row.arity() < STATE) {
            return Optional.of(QueueKind.CLASSIC);
        }
        return row.element(TYPE).flatMap(Term::asAtom).flatMap(type -> switch (type) {
            case "rabbit_classic_queue" -> Optional.of(QueueKind.CLASSIC);
            case "rabbit_quorum_queue" -> Optional.of(QueueKind.QUORUM);
            case "rabbit_stream_queue" -> Optional.of(QueueKind.STREAM);
            default -> Optional.empty();
        });
    }

    /** A process; of a quorum queue {@code {Name, Node}}; a stream's state names the node too. */
    private static Optional<NodeName> leader(Term row, Term state) {
        Term pid = row.element(PID).orElse(Term.NIL);
        if (pid instanceof Term.Pid process) {
            return Names.node(process.node());
        }
        return pid.element(2).or(() -> state.get("leader_node")).flatMap(Names::node);
    }

    private static List<NodeName> mirrors(Term row) {
        return row.element(RECOVERABLE).flatMap(Names::nodes).orElse(List.of());
    }

    /** A list of nodes; from 4.1 on a map with them as keys. */
    private static List<NodeName> members(Term state) {
        Term nodes = state.get("nodes").orElse(Term.NIL);
        if (nodes instanceof Term.MapTerm map) {
            return Names.nodes(new Term.ListTerm(new ArrayList<>(map.entries().keySet())))
                    .orElse(List.of());
        }
        return Names.nodes(nodes).orElse(List.of());
    }

    /** The mirrors of a classic queue do not count its leader, the members of others do. */
    private static List<NodeName> without(QueueKind kind, List<NodeName> replicas, NodeName leader) {
        Set<NodeName> distinct = new LinkedHashSet<>(replicas);
        if (kind == QueueKind.CLASSIC) {
            distinct.remove(leader);
        }
        return List.copyOf(distinct);
    }
}
