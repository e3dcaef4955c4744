// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * libc by JNA direct mapping: primitives only, pointers as {@code long}, so that a call allocates nothing.
 *
 * <p>{@link Syscall} is the only caller: it turns -1 into an errno and retries after a signal. No method declares
 * {@code LastErrorException}, which throws on a stale errno after success and costs microseconds.
 */
final class LibC {
    static {
        // The process itself already has libc loaded, under whatever name this distribution gives it.
        Native.register(LibC.class, NativeLibrary.getProcess());
    }

    private LibC() {}

    /** Does nothing; calling it has linked everything here. */
    static void link() {
        Native.getLastError();
    }

    static native int close(int fd);

    static native long read(int fd, long buffer, long bytes);

    static native int flock(int fd, int operation);

    static native int clock_gettime(int clock, long timespec);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epollFd, int operation, int fd, long event);

    static native int epoll_wait(int epollFd, long events, int maxEvents, int timeoutMillis);

    static native int timerfd_create(int clock, int flags);

    static native int timerfd_settime(int fd, int flags, long newValue, long oldValue);

    static native int eventfd(int initial, int flags);

    static native int eventfd_write(int fd, long value);

    static native int socket(int family, int type, int protocol);

    static native int bind(int fd, long address, int addressBytes);

    static native int setsockopt(int fd, int level, int option, long value, int bytes);

    static native int getsockopt(int fd, int level, int option, long value, long bytesInOut);

    static native long send(int fd, long buffer, long bytes, int flags);

    static native long sendto(int fd, long buffer, long bytes, int flags, long address, int addressBytes);

    static native long recvfrom(int fd, long buffer, long bytes, int flags, long address, long addressBytesInOut);

    static native int recvmmsg(int fd, long messages, int count, int flags, long timeout);

    static native int sched_getscheduler(int pid);

    static native int sched_getparam(int pid, long parameter);

    static native int sched_setscheduler(int pid, int policy, long parameter);

    static native int mlockall(int flags);

    /**
     * The variable argument is declared as if it were a fixed one: on x86-64 and aarch64 Linux, for which alone this package is made, it is
     * handed over in the same register.
     */
    static native int open(long path, int flags, int mode);

    /** The same goes for this one. There is no fstat to be linked before glibc 2.33. */
    static native long syscall(long number, long first, long second);

    /** And for this one. */
    static native int fcntl(int fd, int operation, int argument);

    static native long pread(int fd, long buffer, long bytes, long offset);

    static native long pwrite(int fd, long buffer, long bytes, long offset);

    static native int ftruncate(int fd, long bytes);
}
