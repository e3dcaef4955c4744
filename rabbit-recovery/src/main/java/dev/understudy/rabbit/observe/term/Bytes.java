// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whole small files. */
final class Bytes {

    private Bytes() {}

    /** Reads a file, and refuses one that is larger than {@code most} bytes instead of filling the memory with it. */
    static byte[] read(Path file, int most) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file.getFileName() + " is no regular file"); // a pipe would not even end
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most);
            if (in.read() >= 0) {
                throw new IOException(file.getFileName() + " is larger than " + most + " bytes");
            }
            return bytes;
        }
    }
}
