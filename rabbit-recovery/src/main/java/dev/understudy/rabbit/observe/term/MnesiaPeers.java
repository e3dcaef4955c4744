// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a node's Mnesia last saw of the other nodes, from its own logs: the authority on who may start alone
 * (rabbit-recovery 1.1). A node loads its tables by itself only when it saw every other disc member go down; a row
 * {@code mnesia_up} takes an earlier {@code mnesia_down} away, and no row at all counts as up.
 */
public final class MnesiaPeers {

    private MnesiaPeers() {}

    /** What came of the reading. */
    public sealed interface Result {}

    /**
     * The logs were read.
     *
     * @param events the last event about each node, by name; a node's own name can be among them and means nothing
     * @param masterNodes tables for which an operator set master nodes, which overrule the events
     * @param writtenBy the node whose logs these are, if their headers say so
     * @param notes what was odd; events may be missing then
     */
    public record Read(
            List<Event> events, Map<String, List<String>> masterNodes, Optional<String> writtenBy, List<Note> notes)
            implements Result {

        /** Copies. */
        public Read {
            events = List.copyOf(events);
            masterNodes = Map.copyOf(masterNodes);
            notes = List.copyOf(notes);
        }

        /** The last event about a node, if there is one. */
        public Optional<Event> of(String node) {
            return events.stream().filter(e -> e.node().equals(node)).findFirst();
        }

        /** Whether Mnesia would take this node for down, that is: for one that needs not be waited for. */
        public boolean sawDown(String node) {
            return of(node).filter(e -> !e.up()).isPresent();
        }
    }

    /** The logs could not be read: nothing is known of who may start alone. */
    public record NotRead(String reason) implements Result {}

    /**
     * One event.
     *
     * @param node about whom
     * @param up whether it came up or went down
     * @param at the writer's local clock, to the second; empty when what stands there is no time
     */
    public record Event(String node, boolean up, Optional<LocalDateTime> at) {}

    /** Reads the logs of a Mnesia directory. */
    public static Result read(Path directory) {
        return read(MnesiaLogs.read(directory));
    }

    /** The same of logs that were read already. */
    public static Result read(MnesiaLogs logs) {
        if (logs.unreadable().isPresent()) {
            return new NotRead(logs.unreadable().get());
        }
        Map<String, Event> last = new TreeMap<>();
        Map<String, List<String>> masters = new TreeMap<>();
        List<Note> notes = new ArrayList<>(logs.notes());
        for (Term row : logs.records()) {
            String subject = row.element(2).flatMap(Term::asAtom).orElse("");
            if (row.isRecord("master_nodes", 3)) {
                List<Term> nodes = row.element(3).flatMap(Term::asList).orElse(List.of());
                masters.put(
                        subject,
                        nodes.stream().flatMap(n -> n.asAtom().stream()).toList());
            } else if (row.arity() == 4 && !subject.isEmpty()) {
                Event event = new Event(subject, row.isRecord("mnesia_up", 4), time(row));
                if (event.at().isEmpty()) {
                    notes.add(new Note("LATEST.LOG", "an event about " + subject + " without a sound time: " + row));
                }
                last.put(subject, event);
            }
        }
        masters.values().removeIf(List::isEmpty); // an empty list is how master nodes are taken away
        return new Read(List.copyOf(last.values()), masters, logs.writtenBy(), notes);
    }

    private static Optional<LocalDateTime> time(Term row) {
        int[] parts = new int[6];
        for (int i = 0; i < 6; i++) {
            int field = i;
            OptionalLong part = row.element(3 + i / 3)
                    .flatMap(t -> t.element(1 + field % 3))
                    .map(Term::asLong)
                    .orElse(OptionalLong.empty());
            if (part.isEmpty() || part.getAsLong() != (int) part.getAsLong()) {
                return Optional.empty();
            }
            parts[i] = (int) part.getAsLong();
        }
        try {
            return Optional.of(LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
