// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A node's log file from one start on. */
final class BrokerLog {
    private final Path file;
    private final int from;

    private BrokerLog(Path file, int from) {
        this.file = file;
        this.from = from;
    }

    /** What the file will hold beyond its present end. */
    static BrokerLog from(Path file) {
        return new BrokerLog(file, read(file).length);
    }

    String text() {
        byte[] all = read(file);
        return new String(all, from, Math.max(0, all.length - from), StandardCharsets.UTF_8);
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
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
