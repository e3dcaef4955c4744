// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/** The tutorials' last resort: the check ends keepalived itself. */
final class ScriptKillLint implements Lints.ScriptLint {
    @Override
    public void check(CheckDraft check, PolledCheck polled, ScriptTexts.Found script, Report report) {
        script.text().flatMap(ScriptText::kill).ifPresent(kill -> {
            boolean reached = script.text().orElseThrow().sleepsBeforeKill().compareTo(polled.timeout()) < 0;
            report.lint(
                    check.place("script"),
                    "the script's '" + kill + "' is no fail-safe: "
                            + (reached ? "" : "the timeout ends the script before it; ")
                            + "it would end every instance on the host for good, and it does not reach Understudy; use weight 0,"
                            + " which is a fault");
        });
    }
}
