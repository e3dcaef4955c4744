// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/** keepalived removes a check whose script it cannot run, and the instance goes on unmonitored. */
final class ScriptFileLint implements Lints.ScriptLint {
    @Override
    public void check(CheckDraft check, PolledCheck polled, ScriptTexts.Found script, Report report) {
        if (script.path().isEmpty()) {
            return;
        }
        String wrong = switch (script.kind()) {
            case EXECUTABLE -> null;
            case PLAIN -> script.run() ? "is not executable" : null;
            case OTHER -> "is not a file";
            case ABSENT -> "is not here";
        };
        if (wrong != null) {
            report.lint(
                    check.place("script"),
                    script.path().get() + " " + wrong
                            + ": keepalived drops the check and runs unmonitored; here every run of it fails"
                            + script.readFrom()
                                    .filter(p -> !p.equals(script.path().get()))
                                    .map(p -> " (what follows is from " + p + ")")
                                    .orElse(""));
        }
    }
}
