// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What stands in an Erlang {@code disk_log} file of the internal format (OTP's module {@code disk_log_1}).
 *
 * <p>A file is eight bytes of header and then items: four bytes of length, four of magic, for long items the MD5 sum of
 * the length, and a term in the external format. Like Erlang's own repair this reading drops an item that the end of the
 * file cuts off and skips bytes that are no item; either leaves a note, neither an exception.
 *
 * @param state how the file was left
 * @param items the terms, in the order in which they were written
 * @param notes what was dropped, and where
 */
public record DiskLog(State state, List<Term> items, List<Note> notes) {

    /** How a log was left. */
    public enum State {
        /** Closed by its owner. */
        CLOSED,
        /** Still marked as open: its owner was killed, or lives. */
        OPENED,
        /** Not a log at all: empty, or without the magic bytes. Mnesia would delete it and begin a new one. */
        NOT_A_LOG
    }

    static final int MAX_BYTES = 256 << 20;

    private static final int MAGIC = 0x01020304;
    private static final int CLOSED = 0x63584d0b;
    private static final int OPENED = 0x06070809;
    private static final int ITEM = 0x62574c41;
    private static final int OLD_ITEM = 0x0c212c37; // before R6; Erlang still reads it
    private static final int LONG_ITEM = 65528;
    private static final int MAX_NOTES = 20;

    /** Copies. */
    public DiskLog {
        items = List.copyOf(items);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a log.
     *
     * @throws IOException when the file cannot be read, or is larger than 256 MiB
     */
    public static DiskLog read(Path file) throws IOException {
        return read(file.getFileName().toString(), Bytes.read(file, MAX_BYTES));
    }

    static DiskLog read(String name, byte[] bytes) {
        Scan scan = new Scan(name, bytes);
        if (bytes.length < 8 || scan.in.getInt(0) != MAGIC) {
            String what = bytes.length == 0 ? "empty" : "not a disk_log file (it does not begin with 01 02 03 04)";
            return new DiskLog(State.NOT_A_LOG, List.of(), List.of(new Note(name, what)));
        }
        int status = scan.in.getInt(4);
        if (status != CLOSED && status != OPENED) {
            String what = "not a disk_log file (status " + Integer.toHexString(status) + ")";
            return new DiskLog(State.NOT_A_LOG, List.of(), List.of(new Note(name, what)));
        }
        scan.run();
        return new DiskLog(status == CLOSED ? State.CLOSED : State.OPENED, scan.items, scan.notes);
    }

    private static final class Scan {
        final String name;
        final ByteBuffer in;
        final List<Term> items = new ArrayList<>();
        final List<Note> notes = new ArrayList<>();
        // Refused items are looked through again byte by byte; hostile files must not make that the square of their
        // size.
        long patience;
        int skippedFrom = -1;
        String why = "";

        Scan(String name, byte[] bytes) {
            this.name = name;
            this.in = ByteBuffer.wrap(bytes);
            this.patience = 4L * bytes.length + (1 << 20);
        }

        void run() {
            int pos = 8;
            while (pos + 8 <= in.limit()) {
                int next = item(pos);
                if (next < 0) {
                    break;
                }
                if (next == pos && skippedFrom < 0) {
                    skippedFrom = pos;
                }
                if (next > pos) {
                    skipped(pos);
                }
                pos = Math.max(next, pos + 1);
                if (patience < 0) {
                    note("given up at byte " + pos + ", too much of it is garbage");
                    return;
                }
            }
            skipped(pos);
            if (pos < in.limit()) {
                note("torn at byte " + pos + ": the last " + (in.limit() - pos)
                        + " bytes are an item that was not written to its end");
            }
        }

        /** Reads the item at this place: returns where it ends, the place itself if there is none, -1 if it is torn. */
        private int item(int pos) {
            int magic = in.getInt(pos + 4);
            if (magic != ITEM && magic != OLD_ITEM) {
                return pos;
            }
            long size = in.getInt(pos) & 0xffffffffL;
            int start = pos + 8;
            if (magic == ITEM && size >= LONG_ITEM) {
                start += 16;
                if (start <= in.limit() && !lengthIsSound(pos)) {
                    return pos;
                }
            }
            if (start + size > in.limit()) {
                return -1;
            }
            int end = (int) (start + size);
            try {
                items.add(ExternalTermReader.read(in.slice(start, end - start)));
                return end;
            } catch (ExternalTermException e) {
                why = e.getMessage();
                patience -= size;
                return pos;
            }
        }

        private boolean lengthIsSound(int pos) {
            try {
                MessageDigest md5 = MessageDigest.getInstance("MD5");
                md5.update(in.slice(pos, 4));
                byte[] sum = new byte[16];
                in.get(pos + 8, sum);
                return Arrays.equals(sum, md5.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every JDK has it
            }
        }

        private void skipped(int until) {
            if (skippedFrom >= 0) {
                note((until - skippedFrom) + " bytes from byte " + skippedFrom + " are no item and were skipped"
                        + (why.isEmpty() ? "" : ": " + why));
                skippedFrom = -1;
                why = "";
            }
        }

        private void note(String text) {
            if (notes.size() < MAX_NOTES) {
                notes.add(new Note(name, text));
            } else if (notes.size() == MAX_NOTES) {
                notes.add(new Note(name, "more of the same"));
            }
        }
    }
}
