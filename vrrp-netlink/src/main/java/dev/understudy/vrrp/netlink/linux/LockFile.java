// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file under flock(2), and its contents: the lock is held by the open file itself, so it ends with the process however it ends, and
 * unlike a {@code FileChannel} lock it is not lost when other code in the process opens and closes the same file.
 *
 * <p>Its owner may remove the file before it lets go: whoever had opened the removed file meanwhile notices and opens the new one.
 */
public final class LockFile implements AutoCloseable {
    private static final int O_RDWR = 0x2;
    private static final int O_CREAT = 0x40;
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_NOFOLLOW_X86 = 0x20000;
    private static final int O_NOFOLLOW_ARM = 0x8000;
    private static final int LOCK_EX_NB = 2 | 4;
    private static final int MODE = 0644;

    private int fd;
    /** At most so many bytes are in the file, as far as is known. */
    private int length = Integer.MAX_VALUE;

    private LockFile(int fd) {
        this.fd = fd;
    }

    /**
     * Makes room for so many more descriptors at once. Without it the kernel doubles the process's table again and again, and waits each
     * time until every processor has let go of the old one (RCU): some ten milliseconds, seven times for 4,000 locks. Where it cannot be
     * done, nothing is lost but that time.
     *
     * @param fd any descriptor that is open
     */
    public static void expect(int count, int fd) {
        Syscall.close(Syscall.duplicate(fd, fd + count));
    }

    /**
     * Takes the lock, creating the file if need be; never waits.
     *
     * @param path of the lock file; its directory must be there
     * @return empty when another process, or another lock of this one, holds it
     * @throws KernelException when the file cannot be opened (ELOOP when it is a symbolic link) or locked
     */
    public static Optional<LockFile> tryAcquire(Path path) throws KernelException {
        int fd = tryOnce(path);
        while (fd >= 0 && !isStillNamed(fd, path)) {
            Syscall.close(fd);
            fd = tryOnce(path);
        }
        return fd < 0 ? Optional.empty() : Optional.of(new LockFile(fd));
    }

    /** Returns the locked descriptor, or -1 when somebody else has the lock. */
    private static int tryOnce(Path path) throws KernelException {
        int noFollow = NativeAccess.isX86(System.getProperty("os.arch")) ? O_NOFOLLOW_X86 : O_NOFOLLOW_ARM;
        int fd = Scratch.open(path.toString(), O_RDWR | O_CREAT | O_CLOEXEC | noFollow, MODE);
        if (fd < 0) {
            throw new KernelException("open(" + path + ")", -fd);
        }
        int result = Syscall.flock(fd, LOCK_EX_NB);
        if (result < 0) {
            Syscall.close(fd);
        }
        if (result == -Errno.EAGAIN) {
            return -1;
        }
        Syscall.check("flock(" + path + ")", result);
        return fd;
    }

    private static boolean isStillNamed(int fd, Path path) throws KernelException {
        int links = Scratch.links(fd);
        if (links < 0) {
            Syscall.close(fd);
            throw new KernelException("fstat(" + path + ")", -links);
        }
        return links > 0;
    }

    /**
     * Returns what is in the file.
     *
     * @throws KernelException when it cannot be read
     */
    public byte[] read() throws KernelException {
        byte[] contents = Scratch.read(fd);
        length = contents.length;
        return contents;
    }

    /**
     * Replaces what is in the file. Not by truncating it first: a file system that is asked to do that writes the new contents to its disk
     * before it lets the file be closed (ext4, auto_da_alloc).
     *
     * @throws KernelException when it cannot be written, whole
     */
    public void write(byte[] contents) throws KernelException {
        Scratch.write(fd, contents);
        if (length > contents.length) {
            Syscall.check("ftruncate", Syscall.truncate(fd, contents.length));
        }
        length = contents.length;
    }

    /**
     * Replaces one byte; safe for any thread, and allocates nothing. The page belongs to the file: the byte survives this process, however
     * it ends.
     *
     * @return 0 or an errno
     */
    public int put(int offset, byte value) {
        return fd < 0 ? Errno.EBADF : Syscall.errnoOf(Syscall.writeAt(fd, Scratch.addressOf(value), 1, offset));
    }

    /** Releases the lock. */
    @Override
    public void close() {
        Syscall.close(fd);
        fd = -1;
    }
}
