// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The index of classic queues of version 1: segments {@code N.idx} and, newer than they, {@code journal.jif}. Like RabbitMQ's own recovery
 * this takes what the end of a file cuts off for not written. In both files a message is published, delivered and acknowledged; a segment
 * writes the latter two alike, and the second is the acknowledgement.
 */
final class QueueIndexV1 {
    /** Places in a segment are numbers of 14 bits. */
    static final int MOST_ENTRIES = 1 << 14;

    private static final String JOURNAL = ".jif";
    private static final int BODY = 16 + 8 + 4; // id, expiry, size
    private static final int PERSISTENT = 0;
    private static final int TRANSIENT = 1;
    private static final int DELIVERED = 2;
    private static final int MOST_SEGMENTS = 1 << 17;

    private final int entries;
    private final Map<Long, Segment> segments = new HashMap<>();

    private QueueIndexV1(int entries) {
        this.entries = entries;
    }

    private static final class Segment {
        final BitSet published = new BitSet();
        final BitSet delivered = new BitSet();
        final BitSet acknowledged = new BitSet();
    }

    /** @param entries how many messages a segment has */
    static long count(List<Path> files, int entries) throws IOException {
        QueueIndexV1 index = new QueueIndexV1(entries);
        for (Path file : files) {
            if (!file.toString().endsWith(JOURNAL)) {
                index.segment(file);
            }
        }
        for (Path file : files) {
            if (file.toString().endsWith(JOURNAL)) {
                index.journal(file);
            }
        }
        long count = 0;
        for (Segment segment : index.segments.values()) {
            segment.published.andNot(segment.acknowledged);
            count += segment.published.cardinality();
        }
        return count;
    }

    private Segment at(long number) throws IOException {
        if (segments.size() >= MOST_SEGMENTS) {
            throw new IOException("an index of more than " + MOST_SEGMENTS + " segments");
        }
        return segments.computeIfAbsent(number, any -> new Segment());
    }

    private void segment(Path file) throws IOException {
        String name = file.getFileName().toString();
        Segment segment;
        try {
            segment = at(Long.parseLong(name.substring(0, name.indexOf('.'))));
        } catch (NumberFormatException e) {
            throw new IOException(name + " is no segment", e);
        }
        try (DataInputStream in = open(file)) {
            while (true) {
                int head = in.readUnsignedShort();
                int place = head & (MOST_ENTRIES - 1);
                if (head >>> 15 == 1) {
                    skip(in, BODY);
                    skip(in, in.readInt() & 0xffffffffL);
                    segment.published.set(place, (head >>> 14 & 1) == 1);
                } else if (head >>> 14 == 1) {
                    (segment.delivered.get(place) ? segment.acknowledged : segment.delivered).set(place);
                } else {
                    return; // zeros of a file that was made longer, or garbage: there recovery ends as well
                }
            }
        } catch (EOFException e) {
            // the end, maybe in the middle of an entry
        }
    }

    private void journal(Path file) throws IOException {
        try (DataInputStream in = open(file)) {
            while (true) {
                long head = in.readLong();
                int kind = (int) (head >>> 62);
                long sequence = head & (-1L >>> 2);
                boolean publishes = kind == PERSISTENT || kind == TRANSIENT;
                if (publishes && !message(in, head)) {
                    return;
                }
                Segment segment = at(sequence / entries);
                int place = (int) (sequence % entries);
                if (publishes) {
                    segment.published.set(place, kind == PERSISTENT);
                } else {
                    (kind == DELIVERED ? segment.delivered : segment.acknowledged).set(place);
                }
            }
        } catch (EOFException e) {
            // the end, maybe in the middle of an entry
        }
    }

    /** Passes over a published message; false for zeros, which a journal that was made longer ends in. */
    private static boolean message(DataInputStream in, long head) throws IOException {
        byte[] body = new byte[BODY];
        in.readFully(body);
        skip(in, in.readInt() & 0xffffffffL);
        return head != 0 || !Arrays.equals(body, new byte[BODY]);
    }

    private static void skip(DataInputStream in, long bytes) throws IOException {
        for (long left = bytes; left > 0; ) {
            long skipped = in.skip(left);
            if (skipped == 0) {
                in.readByte(); // tells the end from a pause
                skipped = 1;
            }
            left -= skipped;
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }
}
