// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/** A script user without rights cannot do what the script asks for. */
final class ScriptUserLint implements Lints.ScriptLint {
    @Override
    public void check(CheckDraft check, PolledCheck polled, ScriptTexts.Found script, Report report) {
        if (!(polled.probe() instanceof Probe.Script probe) || script.path().isEmpty()) {
            return;
        }
        boolean plainUser = probe.user().isPresent() && !probe.user().get().equals("root");
        if (plainUser && script.text().map(ScriptText::privileged).orElse(false)) {
            report.lint(
                    check.place("script"),
                    "the script runs as '" + probe.user().get()
                            + "', which may not start, stop or kill services as it wants to");
        }
    }
}
