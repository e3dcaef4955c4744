// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.List;

/** What is done to data directories while their node is down. */
final class FileSteps {
    private final Work work;
    private final View view;

    FileSteps(Work work) {
        this.work = work;
        this.view = work.view();
    }

    /** Restores and mends whatever keeps the node from starting, or would make it start wrongly. */
    void prepare(NodeName node) {
        if (view.running(node) || !view.available(node)) {
            return;
        }
        if (view.node(node).filesAt().isPresent()) {
            restore(node, view.node(node).filesAt().get());
        }
        if (view.found(node, Finding.Code.RUNNING_UNREADABLE)) {
            removeMarker(
                    node,
                    "nodes_running_at_shutdown",
                    "the file cannot be read and the boot fails on it; a missing one is accepted, Mnesia's own log decides");
        }
        if (Obstacles.strayMarker(view, node)) {
            removeMarker(
                    node,
                    "force_load",
                    "with it " + node
                            + " would load what it has without asking its peers, and what only they know would be lost silently");
        }
        if (view.found(node, Finding.Code.FOREIGN_OWNER)
                && view.node(node).filesAt().isEmpty()) {
            changeOwner(node);
        }
    }

    private void restore(NodeName node, String from) {
        String to = view.directory(node);
        String question = "Does the name " + node.host()
                + " lead to the new host on every host of the cluster, is it that host's own name,"
                + " and does no other member's name lead to it?";
        work.steps()
                .safe(
                        new Action.AskOperator(question),
                        List.of(),
                        "a data directory serves under its own node name only; under another one a blank broker starts without an error",
                        List.of(),
                        List.of(new Condition.Confirmed(question)),
                        Limits.PERSON,
                        "none needed");
        work.steps()
                .safe(
                        new Action.RestoreFiles(node, from, to),
                        List.of(work.on(node).restore(from, to)),
                        "the host of " + node + " is gone, its files lie at " + from,
                        List.of(new Condition.Confirmed(question), new Condition.VmStopped(node)),
                        List.of(
                                new Condition.PathPresent(node, to),
                                new Condition.OwnedBy(
                                        node, to, view.node(node).installation().owner())),
                        Limits.FILES,
                        "remove " + to + " again; the files at " + from + " are left as they are");
    }

    private void removeMarker(NodeName node, String file, String reason) {
        String path = view.directory(node) + "/" + file;
        work.steps()
                .safe(
                        new Action.RemoveMarker(node, path),
                        List.of(work.on(node).remove(path)),
                        reason,
                        List.of(new Condition.VmStopped(node)),
                        List.of(new Condition.PathAbsent(node, path)),
                        Limits.SHORT,
                        file.equals("force_load")
                                ? "create the empty file again"
                                : "none needed: it held nothing readable");
    }

    private void changeOwner(NodeName node) {
        String directory = view.directory(node);
        String owner = view.node(node).installation().owner();
        work.steps()
                .safe(
                        new Action.ChangeOwner(node, directory, owner),
                        List.of(work.on(node).changeOwner(directory)),
                        "some files do not belong to " + owner + ": the boot would fail with eacces",
                        List.of(new Condition.VmStopped(node)),
                        List.of(new Condition.OwnedBy(node, directory, owner)),
                        Limits.FILES,
                        "none needed");
    }

    /** Copies the stopped node's data aside; returns where to. */
    String copy(NodeName node) {
        String from = view.directory(node);
        String to = work.policy().copies() + "/" + node + "-before-step-"
                + (work.steps().next() + 1);
        work.steps()
                .safe(
                        new Action.CopyData(node, from, to),
                        List.of(work.on(node).copy(from, to)),
                        "what follows may lose something; with the copy it can be taken back",
                        List.of(new Condition.VmStopped(node)),
                        List.of(new Condition.PathPresent(node, to)),
                        Limits.FILES,
                        "remove the copy");
        return to;
    }

    /** Empties a stopped node, after a copy. */
    void wipe(NodeName node, String reason, List<Loss> losses) {
        String directory = view.directory(node);
        String copy = copy(node);
        work.steps()
                .risky(
                        new Action.Wipe(node, directory),
                        List.of(work.on(node).wipe(directory)),
                        reason,
                        List.of(new Condition.VmStopped(node), new Condition.PathPresent(node, copy)),
                        List.of(new Condition.PathAbsent(node, directory)),
                        Limits.FILES,
                        "put the copy at " + copy + " back, before the node joins",
                        ConsentLevel.DATA,
                        losses);
    }
}
