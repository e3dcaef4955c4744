// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** What can be said of a directory from around its files: true on the node's own host, meaningless of a copy. */
enum Surroundings {
    /** The directory itself, on its host or in a backup that keeps owners. */
    HERE {
        @Override
        Optional<String> owner(Path file) {
            try {
                return Optional.of(
                        Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName());
            } catch (IOException | UnsupportedOperationException e) {
                return Optional.empty();
            }
        }

        @Override
        boolean erlangRuns(long pid) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    // Another user's process does not tell its command; then the number has to do.
                    .map(process -> process.info().command().orElse("beam").contains("beam"))
                    .orElse(false);
        }
    },
    /** What {@link DiskFetch} brought: only files that are evidence, owned by who fetched them. */
    COPY {
        @Override
        Optional<String> owner(Path file) {
            return Optional.empty();
        }

        @Override
        boolean erlangRuns(long pid) {
            return false;
        }
    };

    /** The name of a file's owner, if it says something. */
    abstract Optional<String> owner(Path file);

    /** Whether a process of that number is there that may be an Erlang virtual machine. */
    abstract boolean erlangRuns(long pid);
}
