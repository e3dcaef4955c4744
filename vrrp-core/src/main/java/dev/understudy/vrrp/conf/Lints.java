// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.List;

/** What runs as it is written but will not do what its author wants: each lint is one idea. */
final class Lints {
    private static final List<InstanceLint> INSTANCE = List.of(
            new PreemptionLint(),
            new StateLint(),
            new WeightLint(),
            new PasswordLint(),
            new PrefixLint(),
            new DetectionLint());
    private static final List<CheckLint> CHECK = List.of(new UnusedLint(), new GlitchLint(), new SecurityLint());
    private static final List<ScriptLint> SCRIPT = List.of(
            new ScriptFileLint(),
            new ScriptTimeoutLint(),
            new ScriptKillLint(),
            new ScriptRestartLint(),
            new ScriptUserLint());

    private Lints() {}

    interface InstanceLint {
        void check(InstanceDraft draft, Report report);
    }

    interface CheckLint {
        void check(CheckDraft check, PolledCheck polled, Reading reading, Report report);
    }

    interface ScriptLint {
        void check(CheckDraft check, PolledCheck polled, ScriptTexts.Found script, Report report);
    }

    static void check(Reading reading, ScriptTexts scripts, Report report) {
        for (InstanceDraft draft : reading.instances) {
            INSTANCE.forEach(lint -> lint.check(draft, report));
        }
        for (CheckDraft check : reading.checkList) {
            if (check.definition() instanceof PolledCheck polled) {
                CHECK.forEach(lint -> lint.check(check, polled, reading, report));
                scripts.of(check).ifPresent(found -> SCRIPT.forEach(lint -> lint.check(check, polled, found, report)));
            }
        }
    }
}
