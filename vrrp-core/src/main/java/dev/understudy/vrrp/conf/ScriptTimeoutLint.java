// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.time.Duration;

/** A script that takes longer than its timeout never gets to its end. */
final class ScriptTimeoutLint implements Lints.ScriptLint {
    @Override
    public void check(CheckDraft check, PolledCheck polled, ScriptTexts.Found script, Report report) {
        Duration sleeps = script.text().map(ScriptText::sleeps).orElse(Duration.ZERO);
        if (sleeps.isZero() || sleeps.compareTo(polled.timeout()) < 0) {
            return;
        }
        boolean starts = script.text().flatMap(ScriptText::start).isPresent();
        report.lint(
                check.sets("timeout") ? check.place("timeout") : check.place("interval"),
                "a run is ended after " + Times.seconds(polled.timeout())
                        + (check.sets("timeout") ? "" : " (no 'timeout': it is the interval)")
                        + ", but the script sleeps "
                        + Times.seconds(sleeps) + ": it never gets further"
                        + (starts ? ", and the signal also hits the service it has just started" : ""));
    }
}
