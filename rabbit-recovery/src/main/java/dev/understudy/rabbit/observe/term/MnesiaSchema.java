// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tables Mnesia has and on which nodes, from {@code schema.DAT}: the cluster's real membership, also after an offline
 * forget, which leaves RabbitMQ's own text files as they were (rabbit-recovery 1.6).
 *
 * <p>Changes of the schema also pass through the node's logs. Those are applied here as Mnesia applies them at start, and a
 * note tells when they made a difference.
 */
public final class MnesiaSchema {

    private static final String FILE = "schema.DAT";

    private MnesiaSchema() {}

    /** What came of the reading. */
    public sealed interface Result {}

    /**
     * The schema was read.
     *
     * @param tables its tables, the schema itself among them
     * @param notes what was odd
     */
    public record Read(List<Table> tables, List<Note> notes) implements Result {
        /** Copies. */
        public Read {
            tables = List.copyOf(tables);
            notes = List.copyOf(notes);
        }

        /** The table of that name. */
        public Optional<Table> table(String name) {
            return tables.stream().filter(t -> t.name().equals(name)).findFirst();
        }

        /** The nodes that keep the schema on disc: the disc members of the cluster. */
        public List<String> discMembers() {
            return table("schema").map(Table::discCopies).orElse(List.of());
        }

        /** The nodes that keep the schema in memory only. */
        public List<String> ramMembers() {
            return table("schema").map(Table::ramCopies).orElse(List.of());
        }
    }

    /** The schema could not be read. */
    public record NotRead(String reason) implements Result {}

    /** A table: its name, its type (set, ordered_set, bag), and which nodes keep it how. */
    public record Table(
            String name, String type, List<String> discCopies, List<String> ramCopies, List<String> discOnlyCopies) {
        /** Copies. */
        public Table {
            discCopies = List.copyOf(discCopies);
            ramCopies = List.copyOf(ramCopies);
            discOnlyCopies = List.copyOf(discOnlyCopies);
        }
    }

    /** Reads the schema of a Mnesia directory. */
    public static Result read(Path directory) {
        return read(directory, MnesiaLogs.read(directory));
    }

    /** The same with logs that were read already. */
    public static Result read(Path directory, MnesiaLogs logs) {
        if (!Files.exists(directory.resolve(FILE))) {
            return new NotRead(FILE + " is not there");
        }
        Map<String, Table> tables = new LinkedHashMap<>();
        List<Note> notes = new ArrayList<>();
        try {
            Dets dets = Dets.read(directory.resolve(FILE));
            notes.addAll(dets.notes());
            for (Term row : dets.objects()) {
                Optional<Table> table =
                        row.isRecord("schema", 3) ? row.element(3).flatMap(MnesiaSchema::table) : Optional.empty();
                if (table.isEmpty()) {
                    return new NotRead(FILE + " holds what is no table: " + row);
                }
                tables.put(table.get().name(), table.get());
            }
        } catch (IOException e) {
            return new NotRead(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        Map<String, Table> before = Map.copyOf(tables);
        logs.committed().forEach(commit -> commit.schemaOps().forEach(op -> apply(op, tables)));
        if (!before.equals(tables)) {
            notes.add(new Note(FILE, "a change of the schema stands in LATEST.LOG only; it is counted in"));
        }
        if (logs.undecided().stream().anyMatch(c -> !c.schemaOps().isEmpty())) {
            notes.add(
                    new Note("LATEST.LOG", "a change of the schema that only another node can decide; not counted in"));
        }
        return new Read(List.copyOf(tables.values()), notes);
    }

    /** {@code {op, Name, ..., Definition}}: the definition is the whole table as it is afterwards. */
    private static void apply(Term op, Map<String, Table> tables) {
        Optional<Table> table = op.element(op.arity()).flatMap(MnesiaSchema::table);
        if (op.element(1).filter(t -> t.isAtom("op")).isEmpty() || table.isEmpty()) {
            return;
        }
        if (op.element(2).filter(t -> t.isAtom("delete_table")).isPresent()) {
            tables.remove(table.get().name());
        } else {
            tables.put(table.get().name(), table.get());
        }
    }

    private static Optional<Table> table(Term definition) {
        return definition
                .get("name")
                .flatMap(Term::asAtom)
                .map(name -> new Table(
                        name,
                        definition.get("type").flatMap(Term::asAtom).orElse("set"),
                        nodes(definition, "disc_copies"),
                        nodes(definition, "ram_copies"),
                        nodes(definition, "disc_only_copies")));
    }

    private static List<String> nodes(Term definition, String kind) {
        List<Term> nodes = definition.get(kind).flatMap(Term::asList).orElse(List.of());
        return nodes.stream().flatMap(n -> n.asAtom().stream()).sorted().toList();
    }
}
