// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The file of a journal, locked while it is open. The system drops a process's lock with the first descriptor of the file that the process
 * closes, whichever that is: so within this process each file is opened once and read through its own channel.
 */
final class JournalFile implements AutoCloseable {
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path real;
    private final FileChannel channel;

    private JournalFile(Path real, FileChannel channel) {
        this.real = real;
        this.channel = channel;
    }

    /**
     * Opens and locks it; makes it, for its owner alone, if it is to be made.
     *
     * @throws JournalException if another executor has it
     * @throws IOException if it cannot be opened
     */
    static JournalFile open(Path file, boolean make) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Path real = (parent == null ? file.toAbsolutePath() : parent).toRealPath();
        real = Files.exists(file) ? file.toRealPath() : real.resolve(file.getFileName());
        if (!OPEN.add(real)) {
            throw new JournalException(
                    file + " is in use by process " + ProcessHandle.current().pid() + ", which is this one");
        }
        FileChannel channel = null;
        try {
            Set<StandardOpenOption> how = make
                    ? Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)
                    : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = FileChannel.open(file, how, ownerOnly());
            refuseOthers(file);
            JournalFile opened = new JournalFile(real, channel);
            if (channel.tryLock() == null) {
                throw new JournalException(file + " is in use by process " + pid(opened.bytes()));
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            OPEN.remove(real);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    byte[] bytes() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long at = 0;
        for (int read = channel.read(buffer, at); read >= 0; read = channel.read(buffer, at)) {
            at += read;
            bytes.write(buffer.array(), 0, read);
            buffer.clear();
        }
        return bytes.toByteArray();
    }

    /** Adds to its end; it is on disk when this returns. */
    void append(byte[] line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line);
        while (bytes.hasRemaining()) {
            channel.write(bytes, channel.size());
        }
        channel.force(true);
    }

    void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Every line was forced to disk when it was written.
        } finally {
            OPEN.remove(real);
        }
    }

    /** By what another executor has written so far. */
    private static String pid(byte[] bytes) {
        Progress theirs = new Progress();
        for (String line : Journal.text(bytes).split("\n")) {
            try {
                if (line.contains(JournalEvent.OPENED.name())) {
                    theirs.take(JournalLine.parse(line, "theirs"));
                }
            } catch (JournalException e) {
                // The line that it is writing just now.
            }
        }
        return theirs.pid();
    }

    /** Its commands are run as they stand there: a file that others can write, made before us or since, would be theirs to choose. */
    private static void refuseOthers(Path file) throws IOException {
        if (posix()) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new JournalException(file + " can be written by others ("
                        + PosixFilePermissions.toString(permissions)
                        + "), who could choose the commands that are run: chmod 600 it once you know what it says");
            }
        }
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] ownerOnly() {
        return posix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
