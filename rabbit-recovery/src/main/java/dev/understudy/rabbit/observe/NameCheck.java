// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding.Code;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.observe.term.MnesiaLogs;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether a directory still has the name of its node; it serves under no other (rabbit-recovery 1.9). */
final class NameCheck {
    private NameCheck() {}

    /** @param members the members by the schema or the text file; none with Khepri, whose files do not tell */
    static void check(
            NodeDirectory directory, Set<NodeName> members, MnesiaLogs logs, Set<NodeName> raft, Findings findings) {
        Optional<NodeName> writer = logs.writtenBy().flatMap(Names::node);
        Set<NodeName> others = new TreeSet<>(members.isEmpty() ? raft : members);
        Optional<NodeName> self = directory.node();
        if (self.isEmpty()) {
            findings.obstacle(
                    Code.NAME_MISMATCH,
                    directory.path(),
                    "has no node's name" + whose(writer, others) + "; a node uses the directory that has its name");
        } else if (others.isEmpty() ? writer.isPresent() && !writer.equals(self) : !others.contains(self.get())) {
            findings.obstacle(
                    Code.NAME_MISMATCH,
                    directory.path(),
                    "was not made by " + self.get() + whose(writer, others)
                            + ": the boot fails, or a blank broker starts beside it");
        } else if (writer.isPresent() && !writer.equals(self)) {
            findings.warning(
                    Code.OTHER,
                    directory.file("LATEST.LOG"),
                    "was written by " + writer.get() + ", though the directory and the members name " + self.get());
        }
    }

    private static String whose(Optional<NodeName> writer, Set<NodeName> others) {
        if (writer.isPresent()) {
            return "; its files are those of " + writer.get();
        }
        return others.isEmpty() ? "" : "; its files know " + new TreeSet<>(others);
    }
}
