// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The index of classic queues of version 2 (3.10 on): segments {@code N.qi} of a header of 64 bytes, {@code RCQI} and the version first,
 * and entries of 32 bytes: 1 for a message that is there, then a byte whose lowest bit says persistent.
 */
final class QueueIndexV2 {
    private static final int MAGIC = 0x52435149;
    private static final int HEADER = 64;
    private static final int ENTRY = 32;

    private QueueIndexV2() {}

    static long count(List<Path> segments) throws IOException {
        long count = 0;
        for (Path segment : segments) {
            count += count(segment);
        }
        return count;
    }

    private static long count(Path segment) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(segment), 1 << 16))) {
            byte[] header = in.readNBytes(HEADER);
            if (header.length < HEADER || java.nio.ByteBuffer.wrap(header).getInt() != MAGIC || header[4] != 2) {
                throw new IOException(segment + " is no segment of version 2");
            }
            long count = 0;
            byte[] entry = new byte[ENTRY];
            while (in.readNBytes(entry, 0, ENTRY) == ENTRY) {
                if (entry[0] == 1 && (entry[1] & 1) == 1) {
                    count++;
                }
            }
            return count;
        }
    }
}
