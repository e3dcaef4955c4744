// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where a recovery is noted. */
final class RabbitJournals {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private RabbitJournals() {}

    static Path toWrite(Path given, RabbitParts parts) throws RabbitBadInput {
        if (given != null && Files.exists(given)) {
            throw new RabbitBadInput("--journal " + given + ": exists already; to go on with it use --resume " + given);
        }
        if (given != null) {
            return given;
        }
        // systemd lists several directories with colons between them.
        String state = parts.environment().getOrDefault("STATE_DIRECTORY", "").split(":", 2)[0];
        Path directory = Path.of(state.isEmpty() ? "/var/lib/understudy" : state);
        return directory.resolve("recovery-" + STAMP.format(parts.clock().instant()) + ".journal");
    }

    static Path toResume(Path given) throws RabbitBadInput {
        if (!Files.isRegularFile(given)) {
            throw new RabbitBadInput(
                    "--resume " + given + ": no such file (expected the journal of an earlier recover)");
        }
        return given;
    }
}
