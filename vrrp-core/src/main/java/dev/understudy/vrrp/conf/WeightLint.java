// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/** A weight only changes the priority; whether that moves the address is up to the peers. */
final class WeightLint implements Lints.InstanceLint {
    @Override
    public void check(InstanceDraft draft, Report report) {
        for (InstanceDraft.Track track : draft.tracks) {
            int weight = track.check().weight();
            if (weight == 0 || track.check().check() instanceof FileCheck) {
                continue;
            }
            String what = "'" + track.check().check().name() + "' with weight " + weight;
            if (draft.nopreempt.isPresent()) {
                report.lint(
                        track.place(),
                        what
                                + " does not move the address: it only changes the priority, and a peer with 'nopreempt' does not take over"
                                + " from an Active of lower priority; use weight 0, which is a fault");
            } else if (Math.abs(weight) == 1) {
                report.lint(
                        track.place(),
                        what
                                + " moves the address only between nodes of equal priority; use weight 0, which is a fault");
            }
        }
    }
}
