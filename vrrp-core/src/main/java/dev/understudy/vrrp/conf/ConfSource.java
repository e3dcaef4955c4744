// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where configuration files, their includes and the check scripts they name come from. The reader calls it on the caller's thread and
 * keeps nothing open.
 */
public interface ConfSource {
    /** The largest file that is read, in bytes. */
    int LARGEST_FILE = 1 << 20;

    /** What stands at a path. */
    enum Kind {
        /** Nothing, or nothing that may be looked at. */
        ABSENT,
        /** A regular file without execute permission. */
        PLAIN,
        /** A regular file with execute permission: keepalived runs it as a script and does not include it. */
        EXECUTABLE,
        /** A directory, a device or the like. */
        OTHER
    }

    /** Returns what stands at the path; links are followed. */
    Kind kind(Path file);

    /**
     * Returns the content of a file.
     *
     * @throws IOException if it cannot be read or is larger than {@link #LARGEST_FILE}
     */
    byte[] read(Path file) throws IOException;

    /**
     * Returns the entries of a directory in any order; none if it does not exist.
     *
     * @throws IOException if it cannot be listed
     */
    List<Path> list(Path directory) throws IOException;

    /** Returns the host's own files. */
    static ConfSource files() {
        return new FileSource();
    }

    /**
     * Returns files that exist in memory alone. A text that begins with {@code #!} counts as executable.
     *
     * @param texts the content by path, as the configuration will name it
     */
    static ConfSource texts(Map<Path, String> texts) {
        return new TextSource(texts);
    }
}
