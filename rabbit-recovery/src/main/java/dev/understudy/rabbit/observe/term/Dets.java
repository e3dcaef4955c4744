// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of a dets file of version 9 and type set (OTP's module {@code dets_v9}, whose head describes the layout).
 *
 * <p>A file that was closed properly is read by its own index: segment array, segments, slots, chains of objects. One that
 * was not is scanned for what is marked as an active object. Either way every key has to be there once and the number of
 * objects has to be the header's; otherwise it is refused.
 */
record Dets(boolean closedProperly, List<Term> objects, List<Note> notes) {

    private static final int MAX_BYTES = 64 << 20;
    private static final int HEADER = 188;
    private static final int SEGMENT_ARRAY = 312;
    private static final int PARTS = 256;
    private static final int BASE = SEGMENT_ARRAY + 4 * PARTS;
    private static final int PART_SEGMENTS = 512;
    private static final int SEGMENT_SLOTS = 256;
    private static final int COOKIE = 0x00abcdef;
    private static final int ACTIVE = 0x12345678;
    private static final int ALIGNMENT = 16;

    static Dets read(Path file) throws IOException {
        byte[] bytes = Bytes.read(file, MAX_BYTES);
        return new Reading(file.getFileName().toString(), ByteBuffer.wrap(bytes)).run();
    }

    private static final class Reading {
        final String name;
        final ByteBuffer in;
        final Map<Term, Term> byKey = new LinkedHashMap<>();
        final List<Note> notes = new ArrayList<>();
        int keyPosition;

        Reading(String name, ByteBuffer in) {
            this.name = name;
            this.in = in;
        }

        Dets run() throws DetsException {
            if (in.limit() < BASE || in.getInt(4) != COOKIE) {
                throw new DetsException(name + (in.limit() == 0 ? " is empty" : " is no dets file"));
            }
            int type = in.getInt(12);
            int version = in.getInt(16);
            if (version != 9 || type != 1) {
                throw new DetsException(name + " is a dets file of version " + version + " and type " + type
                        + "; version 9 and type set (1) can be read");
            }
            keyPosition = in.getInt(28);
            long expected = in.getInt(32) & 0xffffffffL;
            boolean closed = in.getInt(8) == 1;
            if (closed) {
                checkHeader();
                walk(in.getInt(24) & 0xffffffffL);
            } else {
                scan();
            }
            if (byKey.size() != expected) {
                throw new DetsException(name + (closed ? "" : ", which was not closed properly,") + " has "
                        + byKey.size() + " objects where its header says " + expected);
            }
            if (!closed) {
                notes.add(new Note(name, "was not closed properly; as many objects as its header says were found"));
            }
            return new Dets(closed, List.copyOf(byKey.values()), List.copyOf(notes));
        }

        /** The header carries a digest of itself since version 9(c). */
        private void checkHeader() throws DetsException {
            byte[] written = new byte[16];
            in.get(HEADER - 4 - 16, written);
            if (Arrays.equals(written, new byte[16])) {
                return;
            }
            try {
                MessageDigest md5 = MessageDigest.getInstance("MD5");
                md5.update(in.slice(12, HEADER - 4 - 16 - 12));
                if (!Arrays.equals(written, md5.digest())) {
                    throw new DetsException(name + " has a header that does not match its digest");
                }
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every JDK has it
            }
        }

        private void walk(long slots) throws DetsException {
            if (slots > in.limit() / 8) { // each slot has eight bytes in a segment
                throw new DetsException(name + " claims " + slots + " slots in " + in.limit() + " bytes");
            }
            for (int slot = 0; slot < slots; slot++) {
                int segment = slot / SEGMENT_SLOTS;
                int part = pointer(SEGMENT_ARRAY + 4L * (segment / PART_SEGMENTS));
                int place = pointer(part + 4L * (segment % PART_SEGMENTS)) + 8 * (slot % SEGMENT_SLOTS);
                int size = pointer(place);
                int position = pointer(place + 4L);
                if (position != 0) {
                    chain(position, size);
                }
            }
        }

        /** The objects of one slot; the length counts the block's own eight bytes. */
        private void chain(int position, int used) throws DetsException {
            if (pointer(position + 4L) != ACTIVE) {
                throw new DetsException(name + ": no active object at byte " + position);
            }
            objects(position + 8, (long) position + used);
        }

        private void objects(int start, long end) throws DetsException {
            if (end > in.limit()) {
                throw new DetsException(name + ": the objects at byte " + start + " reach beyond the file's end");
            }
            long pos = start;
            while (pos < end) {
                int length = pointer(pos);
                if (length < 4 || pos + length > end) {
                    throw new DetsException(name + ": an object of " + length + " bytes at byte " + pos);
                }
                object(in.slice((int) pos + 4, length - 4), pos);
                pos += length;
            }
        }

        private void object(ByteBuffer bytes, long pos) throws DetsException {
            Term object;
            try {
                object = ExternalTermReader.readPrefix(bytes);
            } catch (ExternalTermException e) {
                throw new DetsException(name + ": the object at byte " + pos + " is no term (" + e.getMessage() + ")");
            }
            Term key = object.element(keyPosition)
                    .orElseThrow(() -> new DetsException(name + ": the object at byte " + pos + " has no key"));
            if (byKey.put(key, object) != null) {
                throw new DetsException(name + ": the key " + key + " is there twice");
            }
        }

        private int pointer(long place) throws DetsException {
            int value = place < 0 || place + 4 > in.limit() ? -1 : in.getInt((int) place);
            if (value < 0) {
                throw new DetsException(name + ": a pointer at byte " + place + " that leads out of the file");
            }
            return value;
        }

        /** Looks for active blocks as a repair by dets would, on the borders on which blocks can begin. */
        private void scan() throws DetsException {
            int base = in.getInt(HEADER - 4) == 0 ? BASE : in.getInt(HEADER - 4);
            if (base < BASE) {
                throw new DetsException(name + ": blocks cannot begin at byte " + base);
            }
            for (long pos = base; pos + 12 <= in.limit(); ) {
                int used = in.getInt((int) pos);
                if (in.getInt((int) pos + 4) == ACTIVE && used > 12 && pos + used <= in.limit()) {
                    objects((int) pos + 8, pos + used);
                    // Blocks have sizes that are powers of two; what is left in one may be rests of older objects.
                    pos += Math.max(ALIGNMENT, Integer.highestOneBit(used - 1) * 2L);
                } else {
                    pos += ALIGNMENT;
                }
            }
        }
    }
}
