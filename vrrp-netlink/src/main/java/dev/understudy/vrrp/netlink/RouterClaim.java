// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.netlink.linux.KernelException;
import dev.understudy.vrrp.netlink.linux.LockFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The right to run one router on this host: a locked file that is also its ledger. Each address has a mark here and one in the file, which
 * is written when there is time. From the start the file says of each address that it may be bound, so that a bind need not say it.
 *
 * <p>Marks are written into the page that belongs to the file, which survives SIGKILL; that is a system call, where a mapping would
 * take a page of the process and an entry in its list of mappings for each router.
 */
final class RouterClaim implements AutoCloseable {
    private final Path file;
    private final LockFile lock;
    private int[] offsets = {};
    /** What the file is to say of each address; null before the ledger begins. */
    private char[] marks;
    /** What it says. */
    private char[] written;
    /** Which addresses are asked for or bound. */
    private boolean[] held;

    /** The file is gone already; one that has its name by now is somebody else's. */
    private boolean discarded;

    private RouterClaim(Path file, LockFile lock) {
        this.file = file;
        this.lock = lock;
    }

    /** Takes the lock, or returns nothing if somebody has it. */
    static Optional<RouterClaim> tryTake(Path file) throws KernelException {
        return LockFile.tryAcquire(file).map(lock -> new RouterClaim(file, lock));
    }

    /** Returns a claim to nothing, for the stage: on a file that has lost its name already. */
    static RouterClaim nameless(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "stage", "");
        try {
            RouterClaim claim = new RouterClaim(file, LockFile.tryAcquire(file).orElseThrow());
            claim.discarded = true;
            return claim;
        } finally {
            Files.delete(file);
        }
    }

    Path file() {
        return file;
    }

    /** Returns what the last owner wrote; empty for a new file. */
    String previousText() throws KernelException {
        return new String(lock.read(), StandardCharsets.UTF_8);
    }

    /** Keeps a copy of a ledger that makes no sense, for whoever wants to know how that came about. */
    Path setAside() throws IOException {
        Path copy = file.resolveSibling(file.getFileName() + ".corrupt");
        Files.write(copy, lock.read());
        return copy;
    }

    /** Begins a new ledger, in which every address may be bound. */
    void begin(LedgerContent content) throws KernelException {
        byte[] text = content.text().getBytes(StandardCharsets.UTF_8);
        lock.write(text);
        offsets = content.markOffsets(text);
        int addresses = content.entries().size();
        marks = new char[addresses];
        held = new boolean[addresses];
        for (int i = 0; i < addresses; i++) {
            marks[i] = content.entries().get(i).mark();
        }
        written = marks.clone();
    }

    int addresses() {
        return offsets.length;
    }

    void pending(int address) {
        held[address] = true;
        // What was bound, was lost and is put back stays on record as bound.
        marks[address] = marks[address] == LedgerContent.BOUND ? LedgerContent.BOUND : LedgerContent.PENDING;
    }

    void bound(int address) {
        marks[address] = LedgerContent.BOUND;
    }

    /** What was bound may be bound again; what was not is somebody else's, or cannot be bound. */
    void clear(int address) {
        held[address] = false;
        marks[address] = marks[address] == LedgerContent.BOUND ? LedgerContent.PENDING : LedgerContent.CLEAR;
    }

    /** Returns whether the file says what it is to say of an address. */
    boolean isWritten(int address) {
        return written[address] == marks[address];
    }

    /** Writes the mark of one address; returns 0 or an errno. Not tried again: the next mark is another one. */
    int write(int address) {
        written[address] = marks[address];
        return lock.put(offsets[address], (byte) marks[address]);
    }

    /** Forgets what the last owner wrote, once it has been cleaned up. */
    void discard() throws IOException {
        Files.deleteIfExists(file);
        discarded = true;
    }

    /** Returns whether nothing would be lost with the file: no address is held, or nothing was written at all. */
    private boolean isClear() throws IOException {
        if (marks == null) {
            return Files.exists(file) && Files.size(file) == 0;
        }
        for (boolean one : held) {
            if (one) {
                return false;
            }
        }
        return true;
    }

    /** Gives the router up. A ledger that still has something to say stays. */
    @Override
    public void close() {
        try {
            if (!discarded && isClear()) {
                Files.deleteIfExists(file);
            } else if (!discarded && marks != null) {
                writeAll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        } finally {
            lock.close();
        }
    }

    private void writeAll() {
        for (int address = 0; address < marks.length; address++) {
            if (!isWritten(address)) {
                write(address);
            }
        }
    }
}
