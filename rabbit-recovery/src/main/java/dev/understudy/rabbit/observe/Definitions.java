// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding.Code;
import dev.understudy.rabbit.observe.term.MnesiaLogs;
import dev.understudy.rabbit.observe.term.MnesiaTable;
import dev.understudy.rabbit.observe.term.Term;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Mnesia's tables define.
 *
 * @param queues the durable queues; empty if that table could not be read
 * @param users their names
 * @param vhosts their names
 */
record Definitions(Optional<List<QueueRecord>> queues, Set<String> users, Optional<Set<String>> vhosts) {
    static Definitions none() {
        return new Definitions(Optional.empty(), Set.of(), Optional.empty());
    }

    static Definitions read(NodeDirectory directory, MnesiaLogs logs, Findings findings) {
        Optional<List<QueueRecord>> queues = rows(directory, "rabbit_durable_queue", logs, findings)
                .map(rows -> rows.stream()
                        .flatMap(row -> QueueRecord.of(row).stream())
                        .toList());
        Optional<Set<String>> users = names(directory, "rabbit_user", logs, findings);
        return new Definitions(queues, users.orElse(Set.of()), names(directory, "rabbit_vhost", logs, findings));
    }

    private static Optional<Set<String>> names(
            NodeDirectory directory, String table, MnesiaLogs logs, Findings findings) {
        return rows(directory, table, logs, findings).map(rows -> {
            Set<String> names = new TreeSet<>();
            rows.forEach(row -> row.element(2).flatMap(Term::asText).ifPresent(names::add));
            return names;
        });
    }

    private static Optional<List<Term>> rows(
            NodeDirectory directory, String table, MnesiaLogs logs, Findings findings) {
        MnesiaTable.Result result = MnesiaTable.read(directory.path(), table, logs);
        if (result instanceof MnesiaTable.NotRead notRead) {
            findings.warning(
                    Code.TABLE_NOT_READ,
                    directory.file(table + ".DCD"),
                    notRead.reason() + "; what " + table + " defines is not known");
            return Optional.empty();
        }
        MnesiaTable.Read read = (MnesiaTable.Read) result;
        findings.odd(directory.path(), read.notes());
        if (read.undecided() > 0) {
            findings.note(
                    Code.OTHER,
                    directory.file("LATEST.LOG"),
                    "has " + read.undecided() + " changes of " + table
                            + " of which only another member knows whether they took effect; they are not counted in");
        }
        return Optional.of(read.rows());
    }
}
