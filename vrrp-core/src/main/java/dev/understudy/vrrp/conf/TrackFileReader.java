// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a {@code track_file} block. */
final class TrackFileReader {
    private final Values values;
    private final Report report;

    TrackFileReader(Report report) {
        this.values = new Values(report);
        this.report = report;
    }

    Optional<CheckDraft> read(Statement block, String name) {
        Map<String, Statement> settings = CheckDraft.settings(CheckBlocks.known(block, Keywords.FILE, report), report);
        Weight weight = CheckBlocks.weight(settings, new Weight(1, false), values, report);
        OptionalInt initial = OptionalInt.empty();
        boolean overwrite = false;
        Statement init = settings.get("init_file");
        if (init != null) {
            initial = OptionalInt.of(0);
            for (Word word : init.arguments()) {
                if (word.text().equals("overwrite")) {
                    overwrite = true;
                } else {
                    initial = OptionalInt.of(
                            values.integer(word, "init_file", -254, 254).orElse(0));
                }
            }
        }
        Optional<Path> file = file(block, settings.get("file"));
        if (file.isEmpty()) {
            return Optional.empty();
        }
        FileCheck check = new FileCheck(name, file.get(), initial, overwrite);
        return Optional.of(new CheckDraft(block.keyword(), check, weight.value(), weight.reverse(), block, settings));
    }

    private Optional<Path> file(Statement block, Statement statement) {
        if (statement == null) {
            report.refuse(block.argumentPlace(0), "no 'file': expected the file to watch");
            return Optional.empty();
        }
        try {
            return values.only(statement, "a path").map(w -> Path.of(w.text()));
        } catch (InvalidPathException e) {
            report.refuse(statement.argumentPlace(0), "'" + e.getInput() + "' is not a path");
            return Optional.empty();
        }
    }
}
