// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where a recovery is noted. */
final class Journals {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Journals() {}

    static Path toWrite(Path given, Parts parts) throws BadInput {
        if (given != null && Files.exists(given)) {
            throw new BadInput("--journal " + given + ": exists already; to go on with it use --resume " + given);
        }
        if (given != null) {
            return given;
        }
        // systemd lists several directories with colons between them.
        String state = parts.environment().getOrDefault("STATE_DIRECTORY", "").split(":", 2)[0];
        Path directory = Path.of(state.isEmpty() ? "/var/lib/understudy" : state);
        return directory.resolve("recovery-" + STAMP.format(parts.clock().instant()) + ".journal");
    }

    static Path toResume(Path given) throws BadInput {
        if (!Files.isRegularFile(given)) {
            throw new BadInput("--resume " + given + ": no such file (expected the journal of an earlier recover)");
        }
        return given;
    }
}
