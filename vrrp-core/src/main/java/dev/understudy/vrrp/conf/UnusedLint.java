// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/** A check that nobody tracks does nothing, although it looks as if it did. */
final class UnusedLint implements Lints.CheckLint {
    @Override
    public void check(CheckDraft check, PolledCheck polled, Reading reading, Report report) {
        boolean used = reading.instances.stream()
                .flatMap(instance -> instance.tracks.stream())
                .anyMatch(track -> track.draft().filter(check::equals).isPresent());
        if (!used) {
            report.lint(check.place(), "'" + check.name() + "' is defined, but no instance tracks it");
        }
    }
}
