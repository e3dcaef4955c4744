// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/** keepalived clears nopreempt where the state is MASTER or the priority 255: the node then does what nopreempt was to prevent. */
final class PreemptionLint implements Lints.InstanceLint {
    @Override
    public void check(InstanceDraft draft, Report report) {
        if (draft.nopreempt.isEmpty()) {
            return;
        }
        String by = draft.master ? "'state MASTER'" : draft.effectivePriority() == 255 ? "priority 255" : null;
        if (by != null) {
            report.lint(
                    draft.nopreempt.get(),
                    "'nopreempt' is cleared by " + by
                            + ": when this node returns it takes the address back, a second interruption;"
                            + " write 'state BACKUP' and a priority below 255 on every node");
        }
    }
}
