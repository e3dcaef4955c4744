// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What no consent can make right (rabbit-recovery 8), and what an operator should know of the files. */
final class Obstacles {
    private final View view;
    private final RecoveryPolicy policy;
    private final Draft draft;

    Obstacles(View view, RecoveryPolicy policy, Draft draft) {
        this.view = view;
        this.policy = policy;
        this.draft = draft;
    }

    void look() {
        if (view.survivors().isEmpty()) {
            draft.refuse(
                    Refusal.Code.NOTHING_LEFT,
                    "all members are declared lost: " + Words.list(view.gone()),
                    "find a node's disk or a copy of its data directory, and declare that node by its files; otherwise build a new cluster");
            return;
        }
        lostButAnswers();
        lostButSeen();
        spares();
        strangers();
        view.survivors().forEach(this::files);
        view.survivors().forEach(this::paths);
        view.survivors().forEach(this::version);
        if (view.stores().size() > 1) {
            draft.refuse(
                    Refusal.Code.MISMATCH,
                    "some members keep their definitions in Mnesia, others in Khepri",
                    "bring back files that belong to one cluster of one time");
        }
        if (view.stores().contains(MetadataStore.MNESIA) && view.versionAtLeast(4, 3, 0)) {
            draft.refuse(
                    Refusal.Code.MISMATCH,
                    "the definitions are kept in Mnesia, which RabbitMQ "
                            + view.version().orElseThrow() + " does not have any more",
                    "install the release that wrote the files; no later one than 4.2 reads them");
        }
        ramOnly();
        if (!view.khepri()) {
            forced();
            membership();
        }
        policy();
    }

    private void lostButAnswers() {
        for (NodeName node : view.gone()) {
            if (view.vmRuns(node)) {
                draft.refuse(
                        Refusal.Code.LOST_BUT_ANSWERS,
                        node + " is declared lost and answers (" + Words.word(view.state(node)) + ")",
                        "if it has its data, do not declare it lost; if not, stop it and keep it stopped until the plan starts it");
            }
        }
    }

    /** One that could not be reached from here may serve nevertheless: a member that runs says so. */
    private void lostButSeen() {
        for (NodeSnapshot node : view.snapshot().nodes()) {
            if (node.declaration() != Declaration.LOST || view.gone().contains(node.name())) {
                continue;
            }
            draft.refuse(
                    Refusal.Code.LOST_BUT_ANSWERS,
                    node.name() + " is declared lost, and a member that runs sees it running",
                    "if it serves, do not declare it lost; if not, wait until the others have noticed that it is gone");
        }
    }

    /** To join empties a node without a word: a spare that is none would be lost, and no plan would have named it. */
    private void spares() {
        for (NodeName spare : view.spares()) {
            int queues = view.queuesOf(spare).size();
            SortedSet<NodeName> others = new TreeSet<>();
            if (view.knowsMembers(spare)) {
                others.addAll(view.membersOf(spare));
                others.remove(spare);
            }
            if (queues > 0 || !others.isEmpty()) {
                draft.refuse(
                        Refusal.Code.POLICY,
                        spare + " is declared a spare and is not empty: it "
                                + (queues > 0
                                        ? "has " + queues + (queues == 1 ? " queue" : " queues")
                                        : "is in a cluster with " + Words.list(others))
                                + ", and joining would empty it",
                        "name an empty node, or empty this one yourself");
            }
        }
    }

    private void strangers() {
        SortedSet<NodeName> unknown = new TreeSet<>();
        for (NodeName node : view.survivors()) {
            if (view.knowsMembers(node)) {
                unknown.addAll(view.membersOf(node));
            }
        }
        unknown.removeIf(node -> view.snapshot().node(node).isPresent());
        if (!unknown.isEmpty()) {
            draft.refuse(
                    Refusal.Code.EVIDENCE_MISSING,
                    "members that the snapshot does not speak of: " + Words.list(unknown),
                    "add them, as expected back or as declared lost");
        }
    }

    private void files(NodeName node) {
        if (view.running(node)) {
            return;
        }
        boolean copied = view.node(node).filesAt().isPresent();
        Optional<DiskEvidence> disk = view.node(node).disk();
        if (copied && disk.isEmpty()) {
            missing(node, "the copy of its data directory was not looked at", "inspect the copy");
        }
        if (view.found(node, Finding.Code.DIRECTORY_UNREADABLE) || view.found(node, Finding.Code.NOT_A_NODE)) {
            missing(
                    node,
                    "its data directory is not there or could not be read: it might start as a blank broker",
                    "give the right directory, restore its files, or declare it lost");
        }
        if (view.found(node, Finding.Code.SCHEMA_MISSING) && !view.khepri()) {
            missing(
                    node,
                    "schema.DAT is missing: it would start as a blank broker without an error",
                    "restore its files, or declare it lost and wipe it");
        }
        if (view.found(node, Finding.Code.MEMBERS_UNREADABLE)) {
            missing(
                    node,
                    "cluster_nodes.config cannot be read, the boot fails on it",
                    "write it anew from another member's, or declare the node lost");
        }
        boolean foreign = disk.isPresent()
                && view.knowsMembers(node)
                && !disk.get().members().contains(node);
        if (foreign || (!copied && view.found(node, Finding.Code.NAME_MISMATCH))) {
            draft.refuse(
                    Refusal.Code.NAME_MISMATCH,
                    "the files of " + node + " belong to another node name"
                            + (foreign
                                    ? ": they know the members "
                                            + Words.list(disk.get().members())
                                    : ""),
                    "give the directory and the host the node name that the files were made with");
        }
        disk.ifPresent(evidence -> evidence.findings().stream()
                .filter(finding -> finding.severity() != Finding.Severity.NOTE)
                .forEach(finding -> draft.warn(node + ": " + finding.file() + ": " + finding.meaning())));
    }

    /** Such a path would be another one for each command, or none: it may be that of a login's home. */
    private void paths(NodeName node) {
        for (String path : List.of(
                view.node(node).installation().dataBase(),
                view.directory(node),
                view.node(node).filesAt().orElse("/"),
                policy.copies())) {
            if (!path.startsWith("/") || path.chars().anyMatch(Character::isISOControl)) {
                draft.refuse(
                        Refusal.Code.POLICY,
                        node + ": not an absolute path on its host: '" + path + "'",
                        "give the path from / on");
                return;
            }
        }
    }

    private void missing(NodeName node, String what, String remedy) {
        draft.refuse(Refusal.Code.EVIDENCE_MISSING, node + ": " + what, remedy);
    }

    private void version(NodeName node) {
        Optional<RabbitVersion> installed = view.node(node).version();
        Optional<RabbitVersion> wrote = view.node(node).disk().flatMap(DiskEvidence::version);
        if (installed.isPresent() && wrote.isPresent() && !fits(wrote.get(), installed.get())) {
            draft.refuse(
                    Refusal.Code.MISMATCH,
                    node + " has files of RabbitMQ " + wrote.get() + ", installed is " + installed.get(),
                    "install " + wrote.get() + "; the files stay usable by it");
        }
        RabbitVersion lowest = view.version().orElse(null);
        Optional<RabbitVersion> own = view.versionOf(node);
        if (lowest != null && own.isPresent() && own.get().major() != lowest.major()) {
            draft.refuse(
                    Refusal.Code.MISMATCH,
                    node + " is of RabbitMQ " + own.get() + ", another member of " + lowest,
                    "bring all members to one version first");
        }
    }

    /** An older release does not read a newer one's files, nor one major release another's. */
    private static boolean fits(RabbitVersion wrote, RabbitVersion installed) {
        return wrote.major() == installed.major() && wrote.minor() <= installed.minor();
    }

    private void ramOnly() {
        if (!view.khepri() && view.survivors().stream().allMatch(view::ram)) {
            draft.refuse(
                    Refusal.Code.RAM_ONLY,
                    "only RAM nodes are left: " + Words.list(view.survivors()) + "; they have no definitions on disk",
                    "restore a disc node from a copy of its data directory");
        }
    }

    private void forced() {
        List<NodeName> forced = view.survivors().stream()
                .filter(node -> strayMarker(view, node))
                .toList();
        if (forced.size() > 1) {
            draft.refuse(
                    Refusal.Code.BOTH_FORCED,
                    "several nodes have the marker force_load: " + Words.list(forced)
                            + "; each would load its own state, or has done so already",
                    "choose the one to keep, declare the others lost and wipe them before they join again");
        }
    }

    /** A marker that is in the way: other members can be had back, and it is not the trace of an offline forget of a node given up. */
    static boolean strayMarker(View view, NodeName node) {
        boolean marked = view.node(node).disk().map(DiskEvidence::forceLoad).orElse(false) && !view.running(node);
        boolean others = view.survivors().size() > 1;
        boolean fromForget = view.knowsMembers(node) && !view.membersOf(node).containsAll(view.gone());
        return marked && others && !fromForget;
    }

    private void membership() {
        for (NodeName one : view.survivors()) {
            for (NodeName other : view.survivors()) {
                if (one.equals(other)
                        || !view.knowsMembers(one)
                        || view.membersOf(one).contains(other)) {
                    continue;
                }
                boolean mutual =
                        view.knowsMembers(other) && !view.membersOf(other).contains(one);
                if (mutual && one.compareTo(other) > 0) {
                    continue;
                }
                draft.refuse(
                        mutual ? Refusal.Code.BOTH_FORCED : Refusal.Code.MEMBERS_DISAGREE,
                        mutual
                                ? one + " and " + other
                                        + " do not know each other as members: they forgot each other or were never joined"
                                : one + " does not know " + other + " as a member any more: " + other
                                        + " would fail with inconsistent_cluster",
                        "choose the one to keep; declare " + (mutual ? "the other" : other)
                                + " lost, or rebuilt once it is wiped, so that it joins anew");
            }
        }
    }

    private void policy() {
        policy.winner().ifPresent(node -> mustSurvive(node, "winner"));
        policy.startFirst().ifPresent(node -> mustSurvive(node, "node to start first"));
    }

    private void mustSurvive(NodeName node, String role) {
        if (!view.survivors().contains(node)) {
            draft.refuse(
                    Refusal.Code.POLICY,
                    node + " is named as " + role + " and is no member whose data is at hand",
                    "name one of " + Words.list(view.survivors()));
        }
    }
}
