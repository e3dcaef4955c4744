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
 * The rows of a Mnesia table with disc copies: {@code NAME.DCD}, changed by the operations in {@code NAME.DCL}, changed by
 * the committed transactions that stand in the node's logs only, as Mnesia does it at start (OTP's {@code mnesia_log},
 * {@code mnesia_dumper}). After a crash most of what is recent is in the logs.
 *
 * <p>For tables of type set, as all of RabbitMQ's durable tables are.
 */
public final class MnesiaTable {

    private MnesiaTable() {}

    /** What came of the reading. */
    public sealed interface Result {}

    /**
     * The table was read.
     *
     * @param rows its rows, records whose second element is the key, in no particular order
     * @param fromLog how many operations came from the logs, not from the table's own files
     * @param undecided how many operations only another node can decide; they are not in {@code rows}
     * @param notes what was odd; rows may be missing, or old, then
     */
    public record Read(List<Term> rows, int fromLog, int undecided, List<Note> notes) implements Result {
        /** Copies. */
        public Read {
            rows = List.copyOf(rows);
            notes = List.copyOf(notes);
        }

        /** The row of that key. */
        public Optional<Term> row(Term key) {
            return rows.stream()
                    .filter(r -> r.element(2).equals(Optional.of(key)))
                    .findFirst();
        }
    }

    /** The table could not be read. */
    public record NotRead(String reason) implements Result {}

    /** Reads a table of a Mnesia directory. */
    public static Result read(Path directory, String table) {
        return read(directory, table, MnesiaLogs.read(directory));
    }

    /** The same with logs that were read already. */
    public static Result read(Path directory, String table, MnesiaLogs logs) {
        if (table.indexOf('/') >= 0 || table.indexOf('\0') >= 0) {
            return new NotRead("'" + table + "' is no name of a table");
        }
        Path data = directory.resolve(table + ".DCD");
        Path changes = directory.resolve(table + ".DCL");
        if (!Files.exists(data)) {
            return new NotRead(data.getFileName() + " is not there");
        }
        Rows rows = new Rows(table);
        try {
            DiskLog log = rows.open(data, "dcd_log");
            if (log.state() == DiskLog.State.NOT_A_LOG) {
                return new NotRead(log.notes().get(0).toString());
            }
            log.items().forEach(item -> rows.insert(data, item));
            if (Files.exists(changes)) {
                DiskLog more = rows.open(changes, "dcl_log");
                more.items().forEach(item -> rows.operation(changes, item));
            }
        } catch (IOException e) {
            return new NotRead(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        int fromLog = rows.fromLogs(logs);
        int undecided = 0;
        for (MnesiaLogs.Commit commit : logs.undecided()) {
            undecided +=
                    (int) commit.discCopies().stream().filter(rows::concerns).count();
        }
        return new Read(List.copyOf(rows.byKey.values()), fromLog, undecided, rows.notes);
    }

    private static final class Rows {
        final Term table;
        final Map<Term, Term> byKey = new LinkedHashMap<>();
        final List<Note> notes = new ArrayList<>();

        Rows(String table) {
            this.table = new Term.Atom(table);
        }

        DiskLog open(Path file, String kind) throws IOException {
            DiskLog log = DiskLog.read(file);
            notes.addAll(log.notes());
            List<Term> items = log.items();
            if (!items.isEmpty() && items.get(0).isRecord("log_header", 6)) {
                if (!items.get(0).element(2).orElseThrow().isAtom(kind)) {
                    note(file, "is no " + kind + " but " + items.get(0));
                }
                return new DiskLog(log.state(), items.subList(1, items.size()), log.notes());
            }
            // A table that was empty when it was created has a file without even the header.
            return log;
        }

        void insert(Path file, Term row) {
            Optional<Term> key = row.element(2);
            if (key.isEmpty()) {
                note(file, "holds what is no row: " + row);
                return;
            }
            byKey.put(key.get(), row);
        }

        boolean concerns(Term operation) {
            return operation.element(1).flatMap(t -> t.element(1)).equals(Optional.of(table));
        }

        void operation(Path file, Term operation) {
            if (!apply(operation)) {
                note(file, "holds what is no operation on " + table + ": " + operation);
            }
        }

        int fromLogs(MnesiaLogs logs) {
            int applied = 0;
            for (MnesiaLogs.Commit commit : logs.committed()) {
                for (Term operation : commit.discCopies()) {
                    if (concerns(operation)) {
                        applied++;
                        if (!apply(operation)) {
                            notes.add(new Note("LATEST.LOG", "an operation on " + table + " that is unknown"));
                        }
                    }
                }
            }
            if (logs.unreadable().isPresent()) {
                notes.add(new Note(
                        "LATEST.LOG",
                        "what stood in the logs only is missing: "
                                + logs.unreadable().get()));
            }
            return applied;
        }

        /** {@code {{Table, Key}, Value, Op}}: says whether that is what it was. */
        private boolean apply(Term operation) {
            Optional<Term> key = operation.element(1).flatMap(t -> t.element(2));
            Term value = operation.element(2).orElse(Term.NIL);
            if (operation.arity() != 3 || key.isEmpty() || !concerns(operation)) {
                return false;
            }
            switch (operation.element(3).flatMap(Term::asAtom).orElse("")) {
                case "write" -> byKey.put(key.get(), value);
                case "delete" -> byKey.remove(key.get());
                case "delete_object" -> byKey.remove(key.get(), value);
                case "clear_table" -> byKey.clear();
                default -> {
                    return false; // update_counter: none of these tables counts
                }
            }
            return true;
        }

        private void note(Path file, String text) {
            if (notes.size() < 50) {
                notes.add(new Note(file.getFileName().toString(), text.substring(0, Math.min(160, text.length()))));
            }
        }
    }
}
