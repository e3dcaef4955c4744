// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a broker keeps on its host's disk: its home with the data directory, and its logs. It is a directory of the machine, so it outlives
 * the host; inside it is always seen at the same place, as quorum queues of 3.10 want it (1.9).
 *
 * @param directory where it is on the machine
 */
public record Disk(Path directory) {
    static Disk create(Path directory) {
        Disk disk = new Disk(directory);
        try {
            Files.createDirectories(disk.home());
            Files.createDirectories(disk.logs());
            Files.createDirectories(disk.state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return disk;
    }

    /** {@code /var/lib/rabbitmq} of the host. */
    public Path home() {
        return directory.resolve("lib");
    }

    /** {@code /var/log/rabbitmq} of the host. */
    public Path logs() {
        return directory.resolve("log");
    }

    /** What the host's programs say about the broker's process; not a part of the disk, and empty after a boot. */
    Path state() {
        return directory.resolve("state");
    }

    /** The host has lost its power: nothing is known to run. */
    void forgetState() {
        Machine.run("find", state().toString(), "-mindepth", "1", "-delete");
    }

    /** RABBITMQ_MNESIA_BASE. */
    public Path base() {
        return home().resolve("mnesia");
    }

    /** Replaces what is on this disk by a copy of what is on the other, with owners and modes. */
    public void copyFrom(Disk other) {
        for (String part : List.of("lib", "log")) {
            Path to = directory.resolve(part);
            Machine.run("find", to.toString(), "-mindepth", "1", "-delete");
            Machine.run("cp", "-a", "--reflink=auto", other.directory.resolve(part) + "/.", to.toString());
        }
    }

    /** Removes everything on it, as a new disk would have it. */
    public void wipe() {
        Machine.run("find", home().toString(), logs().toString(), "-mindepth", "1", "-delete");
    }
}
