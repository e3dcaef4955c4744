// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding.Code;
import dev.understudy.rabbit.NodeName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * RabbitMQ's own two text files about the cluster (rabbit-recovery 3). Neither is the authority: the schema knows the members, Mnesia's log
 * who may boot alone. But a node does not boot over one that is there and no good.
 *
 * @param members of {@code cluster_nodes.config}
 * @param disc those of them on disc
 * @param running {@code nodes_running_at_shutdown}
 */
record ClusterFiles(Optional<Set<NodeName>> members, Set<NodeName> disc, Optional<Set<NodeName>> running) {
    static final String MEMBERS = "cluster_nodes.config";
    static final String RUNNING = "nodes_running_at_shutdown";

    static ClusterFiles read(NodeDirectory directory, boolean khepri, Findings findings) {
        Members members = members(directory, khepri, findings);
        return new ClusterFiles(members.all, members.disc, running(directory, khepri, findings));
    }

    private record Members(Optional<Set<NodeName>> all, Set<NodeName> disc) {}

    private static Members members(NodeDirectory directory, boolean khepri, Findings findings) {
        Path file = directory.file(MEMBERS);
        StatusFile read = StatusFile.read(file);
        if (read instanceof StatusFile.Holds holds) {
            Optional<List<NodeName>> all = holds.term().element(1).flatMap(Names::nodes);
            Optional<List<NodeName>> disc = holds.term().element(2).flatMap(Names::nodes);
            if (holds.term().arity() == 2 && all.isPresent() && disc.isPresent()) {
                return new Members(Optional.of(new TreeSet<>(all.get())), new TreeSet<>(disc.get()));
            }
            Optional<List<NodeName>> legacy = Names.nodes(holds.term());
            if (legacy.isPresent()) {
                findings.note(
                        Code.LEGACY_FORM,
                        file,
                        "is a plain list, as before RabbitMQ 3.0: it does not tell disc members from RAM members; all are taken for disc members");
                return new Members(Optional.of(new TreeSet<>(legacy.get())), new TreeSet<>(legacy.get()));
            }
            read = StatusFile.wrong(holds.term(), "{[all members],[disc members]}");
        }
        if (read instanceof StatusFile.Unreadable unreadable) {
            String meaning =
                    unreadable.why() + ": the boot fails on it; write it anew, or delete it if schema.DAT is sound";
            if (khepri) {
                findings.warning(Code.MEMBERS_UNREADABLE, file, unreadable.why() + "; Khepri knows the members");
            } else {
                findings.obstacle(Code.MEMBERS_UNREADABLE, file, meaning);
            }
        } else if (!khepri) {
            findings.warning(
                    Code.MEMBERS_MISSING, file, "is not there: RabbitMQ takes the members from Mnesia's schema alone");
        }
        return new Members(Optional.empty(), Set.of());
    }

    private static Optional<Set<NodeName>> running(NodeDirectory directory, boolean khepri, Findings findings) {
        Path file = directory.file(RUNNING);
        StatusFile read = StatusFile.read(file);
        if (read instanceof StatusFile.Holds holds) {
            Optional<List<NodeName>> nodes = Names.nodes(holds.term());
            if (nodes.isPresent()) {
                // What Mnesia's time left behind says nothing about a node with Khepri.
                return khepri ? Optional.empty() : Optional.of(new TreeSet<>(nodes.get()));
            }
            read = StatusFile.wrong(holds.term(), "a list of node names");
        }
        if (read instanceof StatusFile.Unreadable unreadable) {
            if (khepri) {
                findings.warning(Code.RUNNING_UNREADABLE, file, unreadable.why() + "; Khepri does not need it");
            } else {
                findings.obstacle(
                        Code.RUNNING_UNREADABLE,
                        file,
                        unreadable.why() + ", as a power loss can leave it: the boot fails until it is deleted");
            }
        } else if (!khepri) {
            findings.note(
                    Code.RUNNING_MISSING, file, "is not there: taken as \"only me\"; Mnesia's log decides anyway");
        }
        return Optional.empty();
    }
}
