// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.List;
import java.util.Optional;

/**
 * Compares the configurations of the nodes that share virtual routers. keepalived checks none of this, although two nodes that differ in
 * the wrong place are both Active for ever.
 */
public final class PairCheck {
    private PairCheck() {}

    /**
     * Compares every two nodes. A remark stands at the place in the later file and names the place in the earlier one; {@link
     * Severity#REFUSE} means that the two would be Active at the same time.
     *
     * @param nodes two or more nodes; instances belong together by name, else by VRID
     */
    public static List<Diagnostic> compare(List<KeepalivedConf> nodes) {
        Report report = new Report();
        nodes.forEach(node -> report.opened(node.file().toString()));
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = i + 1; j < nodes.size(); j++) {
                compare(nodes.get(i).reading(), nodes.get(j).reading(), report);
            }
        }
        return report.sorted();
    }

    /** Returns only what makes two nodes Active at the same time whatever their priorities are. */
    static List<Diagnostic> disagreements(List<KeepalivedConf> nodes) {
        Report report = new Report();
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = i + 1; j < nodes.size(); j++) {
                Reading first = nodes.get(i).reading();
                Reading second = nodes.get(j).reading();
                for (InstanceDraft draft : second.instances) {
                    pair(draft, second, first).ifPresent(pair -> new Agreement(pair, report).check());
                }
            }
        }
        return report.sorted().stream()
                .filter(d -> d.severity() == Severity.REFUSE)
                .toList();
    }

    private static void compare(Reading first, Reading second, Report report) {
        for (InstanceDraft draft : second.instances) {
            if (Counterparts.find(draft, second, first).isEmpty()) {
                alone(draft, first, report);
            }
            pair(draft, second, first).ifPresent(pair -> {
                new Agreement(pair, report).check();
                new Election(pair, report).check();
            });
        }
        for (InstanceDraft draft : first.instances) {
            if (Counterparts.find(draft, first, second).isEmpty()) {
                alone(draft, second, report);
            }
        }
    }

    private static void alone(InstanceDraft draft, Reading other, Report report) {
        String where = other.instances.isEmpty()
                ? "the other node"
                : other.instances.get(0).place().file();
        report.lint(draft.place(), "'" + draft.name + "' has no counterpart in " + where + ": nobody takes over");
    }

    private static Optional<NodePair> pair(InstanceDraft draft, Reading own, Reading other) {
        return Counterparts.find(draft, own, other)
                .filter(counterpart -> counterpart.router.isPresent() && draft.router.isPresent())
                .map(counterpart -> new NodePair(counterpart, draft));
    }
}
