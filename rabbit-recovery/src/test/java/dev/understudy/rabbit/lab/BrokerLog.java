// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What is known of a broker's process since its last start, by whomever: read from the machine's side, so it costs nothing. */
final class BrokerLog {
    private final Disk disk;
    private final String node;

    BrokerLog(Disk disk, String node) {
        this.disk = disk;
        this.node = node;
    }

    /** Whether the process was started and has not ended. */
    boolean isUp() {
        return Files.exists(disk.state().resolve("started"))
                && !Files.exists(disk.state().resolve("ended"));
    }

    /** What the process printed. */
    String console() {
        return new String(read(disk.state().resolve("console")), StandardCharsets.UTF_8);
    }

    /** What it logged. */
    String text() {
        byte[] all = read(disk.logs().resolve(node + ".log"));
        String from = new String(read(disk.state().resolve("log-from")), StandardCharsets.UTF_8).strip();
        int start = from.isEmpty() ? 0 : Math.min(all.length, Integer.parseInt(from));
        return new String(all, start, all.length - start, StandardCharsets.UTF_8);
    }

    /** It serves clients, or did. */
    boolean isStarted() {
        return console().contains("completed with ");
    }

    /** It waits for tables or for a leader, and the last news is not that it has them (1.2). */
    boolean isWaiting() {
        String text = text();
        int waits =
                Math.max(text.lastIndexOf("Waiting for Mnesia tables"), text.lastIndexOf("Waiting for Khepri leader"));
        int waited =
                Math.max(text.lastIndexOf("Successfully synced tables"), text.lastIndexOf("Khepri leader elected"));
        return waits >= 0 && waits > waited;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException notYet) {
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
