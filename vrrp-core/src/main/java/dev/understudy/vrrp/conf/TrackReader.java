// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.List;
import java.util.Optional;

/** Reads {@code track_script}, {@code track_process}, {@code track_file} and {@code track_interface} blocks of an instance. */
final class TrackReader {
    private final Values values;
    private final Report report;
    private final Checks checks;

    TrackReader(Report report, Checks checks) {
        this.values = new Values(report);
        this.report = report;
        this.checks = checks;
    }

    void read(Statement block, InstanceDraft draft) {
        if (block.block().isEmpty()) {
            return;
        }
        for (Statement entry : block.body()) {
            entry.block()
                    .ifPresent(b ->
                            report.refuse(b.open(), "an entry of " + block.keyword() + " has no block: it is skipped"));
            if (block.keyword().equals("track_interface")) {
                track(entry, draft, new InterfaceCheck(entry.keyword()), new Weight(0, false), Optional.empty());
                continue;
            }
            CheckDraft check = checks.of(block.keyword()).get(entry.keyword());
            if (check == null && checks.isRefused(block.keyword(), entry.keyword())) {
                continue;
            }
            if (check == null) {
                report.refuse(
                        entry.place(),
                        "'" + entry.keyword()
                                + "' is not defined before this line: keepalived would run the instance without it"
                                + Spelling.hint(
                                        entry.keyword(),
                                        checks.of(block.keyword()).keySet()));
            } else {
                track(
                        entry,
                        draft,
                        check.definition(),
                        new Weight(check.weight(), check.reverse()),
                        Optional.of(check));
            }
        }
    }

    private void track(
            Statement entry,
            InstanceDraft draft,
            CheckDefinition check,
            Weight otherwise,
            Optional<CheckDraft> definition) {
        Optional<Weight> weight = Optional.of(otherwise);
        List<Word> words = entry.arguments();
        if (!words.isEmpty()) {
            if (!words.get(0).text().equals("weight")) {
                report.refuse(words.get(0).place(), "'" + words.get(0).text() + "' after a check: expected 'weight'");
                return;
            }
            weight = Weight.read(words.subList(1, words.size()), entry, values, report);
        }
        boolean twice = draft.tracks.stream().anyMatch(t -> t.check().check().equals(check));
        if (twice) {
            report.lint(entry.place(), "'" + entry.keyword() + "' is tracked already: this entry is ignored");
            return;
        }
        weight.ifPresent(w -> draft.tracks.add(
                new InstanceDraft.Track(new TrackedCheck(check, w.value(), w.reverse()), definition, entry.place())));
    }
}
