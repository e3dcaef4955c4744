// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding.Code;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.observe.term.MnesiaLogs;
import dev.understudy.rabbit.observe.term.MnesiaSchema;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is a member: by Mnesia's schema, which an offline forget changes, else by the text file, which it does not (rabbit-recovery 1.6).
 *
 * @param all the members
 * @param disc those of them on disc
 * @param bySchema whether the schema said so
 */
record Membership(Set<NodeName> all, Set<NodeName> disc, boolean bySchema) {
    private static final String FILE = "schema.DAT";

    static Membership read(NodeDirectory directory, ClusterFiles text, MnesiaLogs logs, Findings findings) {
        Membership byText = new Membership(text.members().orElse(Set.of()), text.disc(), false);
        Path file = directory.file(FILE);
        if (!directory.has(FILE)) {
            missing(directory, byText, findings);
            return byText;
        }
        MnesiaSchema.Result result = MnesiaSchema.read(directory.path(), logs);
        if (result instanceof MnesiaSchema.NotRead notRead) {
            findings.warning(
                    Code.SCHEMA_NOT_READ,
                    file,
                    notRead.reason() + "; the members are taken from " + ClusterFiles.MEMBERS
                            + ", which an offline forget does not change");
            return byText;
        }
        MnesiaSchema.Read schema = (MnesiaSchema.Read) result;
        schema.notes().forEach(note -> findings.note(Code.OTHER, directory.file(note.file()), note.text()));
        Set<NodeName> disc = Names.nodes(schema.discMembers());
        Set<NodeName> all = new TreeSet<>(disc);
        all.addAll(Names.nodes(schema.ramMembers()));
        if (all.isEmpty()) {
            findings.warning(
                    Code.SCHEMA_NOT_READ, file, "names no members; they are taken from " + ClusterFiles.MEMBERS);
            return byText;
        }
        Membership membership = new Membership(all, disc, true);
        text.members().ifPresent(listed -> compare(directory, membership, listed, findings));
        return membership;
    }

    /** A RAM member has no schema on disc, and boots from its peers. */
    private static void missing(NodeDirectory directory, Membership text, Findings findings) {
        Optional<NodeName> self = directory.node();
        if (self.isPresent() && text.all.contains(self.get()) && !text.disc.contains(self.get())) {
            findings.note(
                    Code.OTHER,
                    directory.file(FILE),
                    "is not there: by " + ClusterFiles.MEMBERS
                            + " this is a RAM member, which boots from a disc member only");
            return;
        }
        findings.obstacle(
                Code.SCHEMA_MISSING,
                directory.file(FILE),
                "is not there: the node would start as a blank broker without an error");
    }

    private static void compare(NodeDirectory directory, Membership schema, Set<NodeName> listed, Findings findings) {
        Path file = directory.file(ClusterFiles.MEMBERS);
        Set<NodeName> forgotten = new TreeSet<>(listed);
        forgotten.removeAll(schema.all);
        for (NodeName node : forgotten) {
            findings.note(
                    Code.MEMBER_FORGOTTEN,
                    file,
                    "still lists " + node + ", which the schema does not know: it was forgotten offline here");
        }
        Set<NodeName> unlisted = new TreeSet<>(schema.all);
        unlisted.removeAll(listed);
        for (NodeName node : unlisted) {
            findings.warning(
                    Code.OTHER,
                    file,
                    "does not list " + node + ", which the schema has as a member; the schema decides");
        }
    }
}
