// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/** MASTER is a wish that only priority 255 grants. */
final class StateLint implements Lints.InstanceLint {
    @Override
    public void check(InstanceDraft draft, Report report) {
        int priority = draft.effectivePriority();
        if (draft.master && draft.priority.isEmpty() && !draft.sets("priority")) {
            report.lint(
                    draft.place("state"),
                    "'state MASTER' without 'priority' makes it 255, the owner of the addresses: it never yields and its checks"
                            + " cannot lower it");
        } else if (draft.master && priority != 255) {
            report.lint(
                    draft.place("state"),
                    "'state MASTER' does not make this node the Active: with priority " + priority
                            + " it starts as Backup, like every other node");
        } else if (!draft.master && priority == 255 && draft.sets("state")) {
            report.lint(
                    draft.place("state"), "'state BACKUP' has no effect with priority 255: the node starts as Active");
        }
    }
}
