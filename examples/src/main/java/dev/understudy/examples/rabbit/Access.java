// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.host.HostShell;
import dev.understudy.rabbit.host.HostShells;
import java.util.List;

/** {@code local}, {@code ssh:DEST} or {@code cmd:WORDS}: how the lines of a plan get to a node's host. */
final class Access {
    static final String FORM = "local, ssh:DESTINATION or cmd:WORDS";

    private Access() {}

    static HostShell shell(String source, String text) throws BadInput {
        if (text.equals("local")) {
            return HostShells.local();
        }
        String value = text.substring(text.indexOf(':') + 1).strip();
        // A destination that begins with a dash would be an option of ssh.
        if (text.startsWith("ssh:") && !value.isEmpty() && !value.startsWith("-")) {
            return HostShells.ssh(value);
        }
        if (text.startsWith("cmd:") && !value.isEmpty()) {
            return HostShells.prefix(List.of(value.split("\\s+")));
        }
        throw new BadInput(source + ": '" + text + "' is no way to a host (expected " + FORM + ")");
    }
}
