// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The configurations of one cluster as they should have been: every node {@code state BACKUP} and {@code nopreempt}, priorities apart, no
 * weights, and checks that only check, with the restart left to the supervisor. What the nodes must agree on is kept. Immutable.
 *
 * @param files the repaired files in the order of the nodes; empty if there are obstacles
 * @param obstacles what has to be settled by hand first: what was refused, and where the nodes disagree
 */
public record Repair(List<File> files, List<Diagnostic> obstacles) {
    /** The priority of the node that is to wait longest; the others are above it, one apart. */
    private static final int LOWEST_PRIORITY = 100;

    /**
     * One repaired file.
     *
     * @param of the file it was made from
     * @param text the new content, with comments that say why
     */
    public record File(Path of, String text) {
        /** Checks that nothing is missing. */
        public File {
            Objects.requireNonNull(of, "of");
            Objects.requireNonNull(text, "text");
        }
    }

    /** Copies the lists. */
    public Repair {
        files = List.copyOf(files);
        obstacles = List.copyOf(obstacles);
    }

    /**
     * Repairs the files of all nodes that share virtual routers.
     *
     * @param nodes two or more nodes; the one with the higher priority, or the earlier one, gets the higher priority
     */
    public static Repair of(List<KeepalivedConf> nodes) {
        List<Diagnostic> obstacles = new ArrayList<>();
        for (KeepalivedConf node : nodes) {
            node.diagnostics().stream()
                    .filter(d -> d.severity() == Severity.REFUSE)
                    .forEach(obstacles::add);
        }
        obstacles.addAll(PairCheck.disagreements(nodes));
        List<File> files = new ArrayList<>();
        if (obstacles.isEmpty()) {
            for (KeepalivedConf node : nodes) {
                files.add(new File(
                        node.file(),
                        new RepairWriter(node, d -> priority(d, node, nodes), sharedSources(nodes)).text()));
            }
        }
        return new Repair(files, obstacles);
    }

    private static int priority(InstanceDraft draft, KeepalivedConf node, List<KeepalivedConf> nodes) {
        int priority = LOWEST_PRIORITY + nodes.size() - 1;
        boolean earlier = true;
        for (KeepalivedConf other : nodes) {
            if (other == node) {
                earlier = false;
                continue;
            }
            int own = draft.effectivePriority();
            boolean[] before = {earlier};
            boolean above = Counterparts.find(draft, node.reading(), other.reading())
                    .map(o -> o.effectivePriority() > own || o.effectivePriority() == own && before[0])
                    .orElse(false);
            priority -= above ? 1 : 0;
        }
        return priority;
    }

    /** Sources that were copied from node to node: of two nodes with one source each takes the other's adverts for its own. */
    private static List<String> sharedSources(List<KeepalivedConf> nodes) {
        List<String> seen = new ArrayList<>();
        List<String> shared = new ArrayList<>();
        for (KeepalivedConf node : nodes) {
            node.reading().instances.stream()
                    .flatMap(draft -> draft.source.stream())
                    .map(source -> source.getHostAddress())
                    .distinct()
                    .forEach(source -> (seen.contains(source) ? shared : seen).add(source));
        }
        return shared;
    }
}
