// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code names.dets}, in which a Raft system enters its members by their directories' names, seconds after it made these. That a name occurs
 * in the file is all that matters here; what is in a file that cannot be read is not known.
 */
record RaftRegister(Path file, Optional<String> text) {
    private static final long LARGEST = 64L << 20;

    static RaftRegister of(Path system) {
        Path file = system.resolve("names.dets");
        try {
            return new RaftRegister(
                    file,
                    Files.isRegularFile(file) && Files.size(file) <= LARGEST
                            ? Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1))
                            : Optional.empty());
        } catch (IOException e) {
            return new RaftRegister(file, Optional.empty());
        }
    }

    void check(Path member, Findings findings) {
        String name = member.getFileName().toString();
        if (text.isPresent() && !text.get().contains(name)) {
            findings.warning(
                    Code.RAFT_MEMBER_NOT_ENTERED,
                    file,
                    "does not name the member " + name + ", which was made just before the stop: the next boot makes it"
                            + " anew, and what it belongs to may stay down");
        }
    }
}
