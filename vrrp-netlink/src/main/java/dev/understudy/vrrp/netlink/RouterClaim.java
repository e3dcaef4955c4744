// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.netlink.linux.KernelException;
import dev.understudy.vrrp.netlink.linux.LockFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to run one router on this host: a locked file that is also its ledger. The marks of the addresses are written through a
 * mapping, which is a store to memory and survives SIGKILL, because the pages belong to the file.
 */
final class RouterClaim implements AutoCloseable {
    private final Path file;
    private final LockFile lock;
    private MappedByteBuffer marks;
    private int[] offsets = {};
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

    /** Returns what the last owner wrote; empty for a new file. */
    String previousText() throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    /** Keeps a copy of a ledger that makes no sense, for whoever wants to know how that came about. */
    Path setAside() throws IOException {
        Path copy = file.resolveSibling(file.getFileName() + ".corrupt");
        Files.write(copy, Files.readAllBytes(file));
        return copy;
    }

    /** Begins a new ledger. */
    void begin(LedgerContent content) throws IOException {
        byte[] bytes = content.text().getBytes(StandardCharsets.UTF_8);
        Files.write(file, bytes, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        offsets = content.markOffsets();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            marks = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes.length);
        }
        // The first store would otherwise wait for the page, at the moment of a takeover.
        marks.load();
    }

    /** Sets the mark of one address. */
    void mark(int address, char mark) {
        marks.put(offsets[address], (byte) mark);
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
        for (int offset : offsets) {
            if (marks.get(offset) != LedgerContent.CLEAR) {
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
