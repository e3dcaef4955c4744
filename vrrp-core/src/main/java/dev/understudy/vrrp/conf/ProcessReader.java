// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a {@code vrrp_track_process} block. */
final class ProcessReader {
    private static final int MOST_PROCESSES = 65_535;

    private final Values values;
    private final Report report;

    ProcessReader(Report report) {
        this.values = new Values(report);
        this.report = report;
    }

    Optional<CheckDraft> read(Statement block, String name) {
        Map<String, Statement> settings =
                CheckDraft.settings(CheckBlocks.known(block, Keywords.PROCESS, report), report);
        Weight weight = CheckBlocks.weight(settings, new Weight(0, false), values, report);
        Optional<Integer> quorum = number(settings, "quorum", 1);
        Optional<Integer> quorumMax = number(settings, "quorum_max", 0);
        Duration delay = seconds(settings, "delay").orElse(Duration.ZERO);
        Duration fork = seconds(settings, "fork_delay").orElse(delay);
        Duration terminate = seconds(settings, "terminate_delay").orElse(delay);
        Statement full = settings.get("full_command");
        boolean fullCommand = full != null && values.flag(full);
        ProcessCheck.ParameterMatch match = match(settings.get("param_match"));
        Statement process = settings.get("process");
        if (process == null) {
            report.refuse(block.argumentPlace(0), "no 'process': expected the program to watch");
            return Optional.empty();
        }
        if (quorumMax.isPresent() && quorumMax.get() > 0 && quorumMax.get() < quorum.orElse(1)) {
            report.refuse(
                    settings.get("quorum_max").argumentPlace(0), "'quorum_max' is below 'quorum': it can never be met");
            return Optional.empty();
        }
        Optional<List<String>> argv = values.command(process);
        return argv.map(a ->
                        new ProcessCheck(name, a, match, fullCommand, quorum.orElse(1), quorumMax, fork, terminate))
                .map(check ->
                        new CheckDraft(block.keyword(), check, weight.value(), weight.reverse(), block, settings));
    }

    private Optional<Integer> number(Map<String, Statement> settings, String keyword, int lowest) {
        return Optional.ofNullable(settings.get(keyword)).flatMap(s -> values.integer(s, lowest, MOST_PROCESSES));
    }

    private Optional<Duration> seconds(Map<String, Statement> settings, String keyword) {
        return Optional.ofNullable(settings.get(keyword)).flatMap(s -> values.seconds(s, "0", "3600"));
    }

    private ProcessCheck.ParameterMatch match(Statement statement) {
        if (statement == null) {
            return ProcessCheck.ParameterMatch.EXACT;
        }
        Optional<Word> word = values.only(statement, "'initial' or 'partial'");
        return switch (word.map(Word::text).orElse("initial")) {
            case "initial" -> ProcessCheck.ParameterMatch.INITIAL;
            case "partial" -> ProcessCheck.ParameterMatch.PARTIAL;
            default -> {
                report.refuse(statement.argumentPlace(0), "expected 'initial' or 'partial' for 'param_match'");
                yield ProcessCheck.ParameterMatch.INITIAL;
            }
        };
    }
}
