// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.netlink.linux.KernelException;
import dev.understudy.vrrp.netlink.linux.LockFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The right to run one router on this host: a locked file that is also its ledger. The marks of the addresses are written into the page
 * that belongs to the file, which survives SIGKILL; that is a system call of half a microsecond, where a mapping would take a page of
 * the process and an entry in its list of mappings for each router.
 */
final class RouterClaim implements AutoCloseable {
    private final Path file;
    private final LockFile lock;
    private int[] offsets = {};
    /** What was last written for each address; null before the ledger begins. */
    private char[] marks;
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

    Path file() {
        return file;
    }

    /** Returns what the last owner wrote; empty for a new file. */
    String previousText() throws KernelException {
        return new String(lock.read(), StandardCharsets.ISO_8859_1);
    }

    /** Keeps a copy of a ledger that makes no sense, for whoever wants to know how that came about. */
    Path setAside() throws IOException {
        Path copy = file.resolveSibling(file.getFileName() + ".corrupt");
        Files.write(copy, lock.read());
        return copy;
    }

    /** Begins a new ledger. */
    void begin(LedgerContent content) throws KernelException {
        byte[] text = content.text().getBytes(StandardCharsets.UTF_8);
        lock.write(text);
        offsets = content.markOffsets(text);
        marks = new char[offsets.length];
        Arrays.fill(marks, LedgerContent.CLEAR);
    }

    /** Sets the mark of one address; returns 0 or an errno. */
    int mark(int address, char mark) {
        int errno = lock.put(offsets[address], (byte) mark);
        // What could not be cleared is still there for the next process to look at.
        marks[address] = errno == 0 || mark != LedgerContent.CLEAR ? mark : marks[address];
        return errno;
    }

    /** Forgets what the last owner wrote, once it has been cleaned up. */
    void discard() throws IOException {
        Files.deleteIfExists(file);
        discarded = true;
    }

    /** Returns whether nothing would be lost with the file: no address is marked, or nothing was written at all. */
    private boolean isClear() throws IOException {
        if (marks == null) {
            return Files.exists(file) && Files.size(file) == 0;
        }
        for (char mark : marks) {
            if (mark != LedgerContent.CLEAR) {
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
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        } finally {
            lock.close();
        }
    }
}
