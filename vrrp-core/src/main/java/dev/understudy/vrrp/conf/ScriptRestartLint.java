// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/** A check that restarts what it checks reports the restart's success, not the service's. */
final class ScriptRestartLint implements Lints.ScriptLint {
    @Override
    public void check(CheckDraft check, PolledCheck polled, ScriptTexts.Found script, Report report) {
        script.text()
                .flatMap(ScriptText::start)
                .filter(start -> script.path().isPresent())
                .ifPresent(start -> report.lint(
                        check.place("script"),
                        "the script starts the service it checks ('" + start
                                + "'): restarted but sick counts as healthy; check only,"
                                + " and restart with 'understudy_restart' and 'grace'"));
    }
}
