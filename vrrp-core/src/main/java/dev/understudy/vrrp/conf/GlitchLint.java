// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/** With fall 1, which is the default, one bad run is an outage. */
final class GlitchLint implements Lints.CheckLint {
    @Override
    public void check(CheckDraft check, PolledCheck polled, Reading reading, Report report) {
        if (!check.sets("fall")) {
            report.lint(
                    check.place(),
                    "no 'fall': one failed run of '" + check.name() + "' counts"
                            + (check.sets("rise") ? "" : ", and one good run ends it")
                            + "; 'fall 2' and 'rise 2' ride out a glitch");
        }
    }
}
