// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.List;
import java.util.Optional;

/** What is taken for true of each node, with the evidence. */
final class Beliefs {
    private Beliefs() {}

    static void state(View view, Draft draft) {
        for (NodeSnapshot node : view.snapshot().nodes()) {
            draft.believe(node.name() + ": " + of(view, node));
        }
        if (view.version().isEmpty()) {
            draft.warn("no version is known: limits and means of the oldest versions are planned with");
        }
    }

    private static String of(View view, NodeSnapshot node) {
        String declared =
                node.declaration() == Declaration.EXPECTED ? "" : ", declared " + Words.word(node.declaration());
        String state = Words.word(node.state()) + declared;
        if (!view.survivors().contains(node.name()) || view.running(node.name())) {
            return state;
        }
        return state + "; " + sights(view, node.name());
    }

    /** Whom the node saw leave, and how that is known. */
    static String sights(View view, NodeName node) {
        Optional<DiskEvidence> disk = view.node(node).disk();
        if (disk.isEmpty()) {
            return "its files were not looked at";
        }
        String source = disk.get().peers().isPresent()
                ? "Mnesia's log on " + node
                : disk.get().runningAtShutdown().isPresent() ? "nodes_running_at_shutdown on " + node : "";
        if (source.isEmpty()) {
            return "its files do not say whom it saw leave";
        }
        List<NodeName> down = view.discMembersOf(node).stream()
                .filter(other -> !other.equals(node) && view.sight(node, other) == View.Sight.DOWN)
                .toList();
        List<NodeName> notDown = view.discMembersOf(node).stream()
                .filter(other -> !other.equals(node) && view.sight(node, other) != View.Sight.DOWN)
                .toList();
        return source + " says that "
                + (down.isEmpty() ? "it saw nobody go down" : Words.list(down) + " went down before it")
                + (notDown.isEmpty() ? "" : "; it waits for " + Words.list(notDown));
    }
}
