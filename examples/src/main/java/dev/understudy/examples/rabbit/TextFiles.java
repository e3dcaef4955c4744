// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.json.JsonFormatException;
import dev.understudy.rabbit.json.RabbitJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that options name. */
final class TextFiles {
    /** Much more than a cluster of a hundred thousand queues writes. */
    private static final long LIMIT = 256L << 20;

    private TextFiles() {}

    static ClusterSnapshot snapshot(String option, Path file) throws BadInput {
        try {
            return RabbitJson.readSnapshot(text(option, file), file.toString());
        } catch (JsonFormatException e) {
            throw new BadInput(option + " " + e.getMessage() + " (expected what rabbit snapshot --json writes)");
        }
    }

    static String text(String option, Path file) throws BadInput {
        try {
            if (Files.isDirectory(file)) {
                throw new BadInput(option + " " + file + ": is a directory, a file is expected");
            }
            if (Files.size(file) > LIMIT) {
                throw new BadInput(option + " " + file + ": larger than " + (LIMIT >> 20) + " MiB");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new BadInput(option + " " + file + ": does not exist");
        } catch (CharacterCodingException e) {
            throw new BadInput(option + " " + file + ": is not text (UTF-8)");
        } catch (IOException e) {
            throw new BadInput(option + " " + file + ": cannot be read: " + e);
        }
    }
}
