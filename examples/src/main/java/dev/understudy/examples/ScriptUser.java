// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.conf.Probe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        argv.addAll(List.of("--regid", script.group().orElseGet(() -> primaryGroup(user)), "--"));
        argv.addAll(script.argv());
        return argv;
    }

    /** Debian's nobody, for one, is not in a group of that name. */
    private static String primaryGroup(String user) {
        try {
            Process id = new ProcessBuilder("id", "-g", "-n", user)
                    .redirectErrorStream(true)
                    .start();
            String group = new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (id.waitFor() != 0) {
                throw new IllegalArgumentException("script_user " + user + ": " + group);
            }
            return group;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "script_user " + user + ": its group cannot be found: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("script_user " + user + ": interrupted", e);
        }
    }
}
