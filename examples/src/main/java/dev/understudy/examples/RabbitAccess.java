// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.rabbit.host.HostShell;
import java.util.List;

/** {@code local}, {@code ssh:DEST} or {@code cmd:WORDS}: how the lines of a plan get to a node's host. */
final class RabbitAccess {
    static final String FORM = "local, ssh:DESTINATION or cmd:WORDS";

    private RabbitAccess() {}

    static HostShell shell(String source, String text, RabbitParts.Shells shells) throws RabbitBadInput {
        if (text.equals("local")) {
            return shells.local();
        }
        String value = text.substring(text.indexOf(':') + 1).strip();
        // A destination that begins with a dash would be an option of ssh.
        if (text.startsWith("ssh:") && !value.isEmpty() && !value.startsWith("-")) {
            return shells.ssh(value);
        }
        if (text.startsWith("cmd:") && !value.isEmpty()) {
            return shells.prefix(List.of(value.split("\\s+")));
        }
        throw new RabbitBadInput(source + ": '" + text + "' is no way to a host (expected " + FORM + ")");
    }
}
