// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** The calls of libc that the observer needs. Linux on 64 bits. */
final class Clib {
    private static final int O_CLOEXEC = 0x80000;
    private static final Function OPEN = NativeLibrary.getProcess().getFunction("open");

    static {
        Native.register(Clib.class, NativeLibrary.getProcess());
    }

    private Clib() {}

    static native int socket(int family, int type, int protocol);

    static native int bind(int fd, Pointer address, int length);

    static native int setsockopt(int fd, int level, int name, Pointer value, int length);

    static native int getsockopt(int fd, int level, int name, Pointer value, Pointer length);

    static native long recvmsg(int fd, Pointer message, int flags);

    static native int if_nametoindex(String name);

    static native int setns(int fd, int kind);

    static native int close(int fd);

    static int openToRead(String path) {
        return check("open " + path, OPEN.invokeInt(new Object[] {path, O_CLOEXEC}));
    }

    /** What the call returned, unless that says that it failed. */
    static int check(String call, int returned) {
        if (returned < 0) {
            throw new IllegalStateException(call, new LastErrorException(Native.getLastError()));
        }
        return returned;
    }
}
