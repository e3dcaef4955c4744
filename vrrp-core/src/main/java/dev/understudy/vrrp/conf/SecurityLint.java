// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/** Scripts run as root unless the file says otherwise. */
final class SecurityLint implements Lints.CheckLint {
    @Override
    public void check(CheckDraft check, PolledCheck polled, Reading reading, Report report) {
        if (!(polled.probe() instanceof Probe.Script script)) {
            return;
        }
        String missing = script.user().isEmpty()
                ? "script_user"
                : !reading.global.scriptSecurity ? "enable_script_security" : null;
        if (missing != null) {
            report.lint(
                    check.place("script"),
                    "no '" + missing + "' in global_defs: "
                            + (script.user().isEmpty()
                                    ? "keepalived runs the script as root if there is no user keepalived_script"
                                    : "keepalived runs the script even if others than root may change it"));
        }
    }
}
