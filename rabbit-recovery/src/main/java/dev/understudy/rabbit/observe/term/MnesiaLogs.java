// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mnesia's logs of one directory, in the order in which Mnesia itself takes them in at start (OTP's module
 * {@code mnesia_recover}): the decision table {@code DECISION_TAB.LOG}, then {@code PREVIOUS.LOG} (there only when Mnesia
 * died while it emptied its log into the tables), then {@code LATEST.LOG}.
 *
 * <p>Read once, used by {@link MnesiaPeers}, {@link MnesiaTable} and {@link MnesiaSchema}.
 */
public final class MnesiaLogs {

    private static final String DECISIONS = "DECISION_TAB.LOG";
    private static final String PREVIOUS = "PREVIOUS.LOG";
    private static final String LATEST = "LATEST.LOG";
    private static final List<String> LEGACY = List.of("DECISION.LOG", "PDECISION.LOG"); // until OTP R7

    private final List<Term> records = new ArrayList<>();
    private final List<Commit> commits = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final Map<Term, String> outcomes = new HashMap<>();
    private String unreadable = "";
    private String node = "";
    private Optional<DiskLog.State> state = Optional.empty();

    /** A transaction of the log: the operations on tables with disc copies and those on the schema, both in order. */
    record Commit(Term transaction, List<Term> discCopies, List<Term> schemaOps, boolean presumed, boolean alone) {}

    private MnesiaLogs() {}

    /** Reads the logs of a Mnesia directory; never throws for what they contain. */
    public static MnesiaLogs read(Path directory) {
        MnesiaLogs logs = new MnesiaLogs();
        if (!Files.exists(directory.resolve(DECISIONS)) && !Files.exists(directory.resolve(LATEST))) {
            logs.unreadable = "there is neither " + DECISIONS + " nor " + LATEST;
        }
        for (String name : List.of(DECISIONS, PREVIOUS, LATEST)) {
            logs.file(directory.resolve(name));
        }
        for (String name : LEGACY) {
            if (Files.exists(directory.resolve(name))) {
                logs.notes.add(new Note(name, "a log of a very old Mnesia, not read"));
            }
        }
        return logs;
    }

    private void file(Path file) {
        String name = file.getFileName().toString();
        if (!Files.exists(file)) {
            if (name.equals(LATEST)) { // a node that was never in a cluster may have no decision table
                notes.add(new Note(name, "is not there"));
            }
            return;
        }
        try {
            DiskLog log = DiskLog.read(file);
            notes.addAll(log.notes());
            if (name.equals(LATEST)) {
                state = Optional.of(log.state());
            }
            if (log.state() == DiskLog.State.NOT_A_LOG) {
                unreadable = log.notes().get(0) + "; Mnesia would delete it and start without what it knew";
                return;
            }
            if (name.equals(PREVIOUS)) {
                notes.add(new Note(name, "is there: Mnesia stopped while it moved its log into the tables"));
            }
            boolean reversed = false;
            for (Term item : log.items()) {
                if (item.isRecord("log_header", 6)) {
                    reversed = header(name, item);
                } else {
                    item(name, item, reversed);
                }
            }
        } catch (IOException e) {
            unreadable = name + " cannot be read: " + e.getMessage();
        }
    }

    /** Takes a log's header in and tells whether operations stand in reverse order, as they did before version 4.3. */
    private boolean header(String name, Term header) {
        String kind = header.element(2).flatMap(Term::asAtom).orElse("?");
        String version = header.element(3).flatMap(Term::asText).orElse("?");
        String expected = name.equals(DECISIONS) ? "decision_tab" : "trans_log";
        if (!kind.equals(expected)) {
            notes.add(new Note(name, "is a " + kind + ", not the " + expected + " that its name says"));
        }
        header.element(5).flatMap(Term::asAtom).ifPresent(writer -> {
            if (!node.isEmpty() && !node.equals(writer)) {
                notes.add(new Note(name, "was written by " + writer + ", another log here by " + node));
            }
            node = writer;
        });
        return kind.equals("trans_log") && List.of("4.0", "4.1", "4.2").contains(version);
    }

    private void item(String name, Term item, boolean reversed) {
        if (item.isRecord("decision_list", 2)) {
            List<Term> rows = item.element(2).flatMap(Term::asList).orElse(List.of());
            rows.forEach(row -> item(name, row, false));
        } else if (item.isRecord("commit", 8) || item.isRecord("commit", 7)) {
            commit(item, reversed);
        } else if (item.isRecord("decision", 5)) {
            decision(item);
        } else if (item.isRecord("mnesia_up", 4)
                || item.isRecord("mnesia_down", 4)
                || item.isRecord("master_nodes", 3)
                || item.isRecord("trans_tid", 3)) {
            records.add(item);
        } else {
            String text = item.toString();
            notes.add(new Note(
                    name, "holds what Mnesia does not know: " + text.substring(0, Math.min(80, text.length()))));
        }
    }

    private void decision(Term decision) {
        String outcome = decision.element(3).flatMap(Term::asAtom).orElse("");
        if (outcome.equals("committed") || outcome.equals("aborted")) {
            outcomes.put(decision.element(2).orElseThrow(), outcome);
        }
    }

    private void commit(Term commit, boolean reversed) {
        List<Term> disc =
                new ArrayList<>(commit.element(5).flatMap(Term::asList).orElse(List.of()));
        Term last = commit.element(commit.arity()).orElseThrow();
        List<Term> schema = new ArrayList<>(last.asList().orElse(List.of()));
        if (reversed) {
            java.util.Collections.reverse(disc);
            java.util.Collections.reverse(schema);
        }
        Term decision = commit.element(3).orElseThrow();
        List<Term> nodes = decision.element(4).flatMap(Term::asList).orElse(List.of());
        Term self = commit.element(2).orElseThrow();
        boolean alone = nodes.stream().allMatch(self::equals);
        commits.add(new Commit(
                decision.element(2).orElse(Term.NIL), disc, schema, decision.isAtom("presume_commit"), alone));
    }

    /** Why the logs could not be read, when that is so; what is said of peers and tables is then incomplete. */
    Optional<String> unreadable() {
        return unreadable.isEmpty() ? Optional.empty() : Optional.of(unreadable);
    }

    /** How {@code LATEST.LOG} was left: open after a kill; empty if it is not there. */
    public Optional<DiskLog.State> state() {
        return state;
    }

    /** The node that wrote the logs, as their headers say: another than the directory's name if that was changed. */
    public Optional<String> writtenBy() {
        return node.isEmpty() ? Optional.empty() : Optional.of(node);
    }

    /** What was odd about the files. */
    public List<Note> notes() {
        return List.copyOf(notes);
    }

    /** Rows about peers and master nodes, in order. */
    List<Term> records() {
        return records;
    }

    /** The transactions that took effect, in order. */
    List<Commit> committed() {
        return commits.stream().filter(c -> outcome(c).equals("committed")).toList();
    }

    /** The transactions of which only another node can tell whether they took effect. */
    List<Commit> undecided() {
        return commits.stream().filter(c -> outcome(c).equals("unclear")).toList();
    }

    private String outcome(Commit commit) {
        if (commit.presumed()) {
            return "committed";
        }
        // Without a decision a transaction counts as aborted, unless another node that took part knows better.
        return outcomes.getOrDefault(commit.transaction(), commit.alone() ? "aborted" : "unclear");
    }
}
