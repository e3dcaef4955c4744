// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that options name. */
final class RabbitFiles {
    /** Much more than a cluster of a hundred thousand queues writes. */
    private static final long LIMIT = 256L << 20;

    private RabbitFiles() {}

    static String text(String option, Path file) throws RabbitBadInput {
        try {
            if (Files.isDirectory(file)) {
                throw new RabbitBadInput(option + " " + file + ": is a directory, a file is expected");
            }
            if (Files.size(file) > LIMIT) {
                throw new RabbitBadInput(option + " " + file + ": larger than " + (LIMIT >> 20) + " MiB");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new RabbitBadInput(option + " " + file + ": does not exist");
        } catch (CharacterCodingException e) {
            throw new RabbitBadInput(option + " " + file + ": is not text (UTF-8)");
        } catch (IOException e) {
            throw new RabbitBadInput(option + " " + file + ": cannot be read: " + e);
        }
    }
}
