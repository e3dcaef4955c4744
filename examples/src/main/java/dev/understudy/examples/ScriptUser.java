// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.conf.Probe;
import java.util.ArrayList;
import java.util.List;

/** Lets a script run as the user that {@code script_user} or {@code user} names, by setpriv(1) where that is another one. */
final class ScriptUser {
    private ScriptUser() {}

    static List<String> argv(Probe.Script script) {
        String own = System.getProperty("user.name");
        String user = script.user().orElse(own);
        if (user.equals(own) && script.group().isEmpty()) {
            return script.argv();
        }
        List<String> argv = new ArrayList<>(List.of("setpriv", "--reuid", user, "--init-groups"));
        argv.addAll(List.of("--regid", script.group().orElse(user), "--"));
        argv.addAll(script.argv());
        return argv;
    }
}
