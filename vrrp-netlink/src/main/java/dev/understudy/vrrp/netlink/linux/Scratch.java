// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * The memory through which small files are opened, read and written. One for the process, since ledgers come by the thousand at a start,
 * and an arena for each would cost more than the system calls.
 */
final class Scratch {
    private static final int BYTES = 16 * 1024;
    private static final int VALUES = 256;
    private static final Charset PATHS = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private static final Arena ARENA = new Arena(BYTES, VALUES);
    /** Guarded by the class. */
    private static final Arena.Region BUFFER = ARENA.reserve(BYTES);
    /** Every byte there is, so that one of them can be written without a buffer of one's own. Never changes. */
    private static final long EVERY_BYTE = everyByte();

    private Scratch() {}

    private static long everyByte() {
        Arena.Region region = ARENA.reserve(VALUES);
        for (int i = 0; i < VALUES; i++) {
            region.bytes().put(i, (byte) i);
        }
        return region.address();
    }

    /** Returns where in native memory a byte of this value stands. */
    static long addressOf(byte value) {
        return EVERY_BYTE + Byte.toUnsignedInt(value);
    }

    /** Returns a descriptor, or a negated errno. */
    static synchronized int open(String path, int flags, int mode) {
        byte[] bytes = path.getBytes(PATHS);
        if (bytes.length >= BYTES) {
            return -Errno.ENAMETOOLONG;
        }
        BUFFER.bytes().put(0, bytes).put(bytes.length, (byte) 0);
        return Syscall.open(BUFFER.address(), flags, mode);
    }

    /** Returns how many names a file has: 0 once it was removed; or a negated errno. */
    static synchronized int links(int fd) {
        int result = Syscall.fstat(fd, BUFFER.address());
        // struct stat: st_dev, st_ino, then a 64-bit st_nlink on x86-64, and st_mode with a 32-bit st_nlink on aarch64.
        int offset = NativeAccess.isX86(System.getProperty("os.arch")) ? 16 : 20;
        return result < 0 ? result : BUFFER.bytes().getInt(offset);
    }

    static synchronized byte[] read(int fd) throws KernelException {
        byte[] all = {};
        int count = readAt(fd, 0);
        while (count > 0) {
            int before = all.length;
            all = Arrays.copyOf(all, before + count);
            BUFFER.bytes().get(0, all, before, count);
            count = readAt(fd, all.length);
        }
        return all;
    }

    private static int readAt(int fd, int offset) throws KernelException {
        return Syscall.check("pread", Syscall.readAt(fd, BUFFER.address(), BYTES, offset));
    }

    /** Writes over what is there, from the start. */
    static synchronized void write(int fd, byte[] contents) throws KernelException {
        for (int at = 0; at < contents.length; ) {
            int part = Math.min(BYTES, contents.length - at);
            BUFFER.bytes().put(0, contents, at, part);
            int written = Syscall.check("pwrite", Syscall.writeAt(fd, BUFFER.address(), part, at));
            if (written == 0) {
                throw new KernelException("pwrite", Errno.EIO);
            }
            at += written;
        }
    }
}
