// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.SimplePassword;
import java.nio.charset.StandardCharsets;

/** Simple-text authentication promises more than it does. */
final class PasswordLint implements Lints.InstanceLint {
    @Override
    public void check(InstanceDraft draft, Report report) {
        boolean used = draft.router.flatMap(r -> r.config().password()).isPresent();
        if (!used) {
            return;
        }
        Setting<SimplePassword> password = draft.password.orElseThrow();
        int bytes = password.value().text().getBytes(StandardCharsets.UTF_8).length;
        String tail = bytes > SimplePassword.WIRE_BYTES
                ? "; only its first " + SimplePassword.WIRE_BYTES + " bytes count"
                : "";
        report.lint(
                password.place(),
                "the password travels in the clear and keeps nobody out; a node with another one becomes Active as well"
                        + tail);
    }
}
