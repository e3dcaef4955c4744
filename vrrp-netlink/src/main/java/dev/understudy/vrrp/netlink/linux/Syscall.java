// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import com.sun.jna.Native;

/**
 * System calls as this package wants them: the result, or the errno negated; retried when a signal interrupted them
 * (HotSpot uses signals for its own purposes).
 */
final class Syscall {
    /** The number of fstat(2). */
    private static final long FSTAT = NativeAccess.isX86(System.getProperty("os.arch")) ? 5 : 80;

    private static final int F_DUPFD_CLOEXEC = 1030;

    private Syscall() {}

    /** Passes a result on, or throws for a negated errno. */
    static int check(String call, int result) throws KernelException {
        if (result < 0) {
            throw new KernelException(call, -result);
        }
        return result;
    }

    /** The errno of a call whose positive results mean nothing: 0, or a positive errno. */
    static int errnoOf(int result) {
        return result < 0 ? -result : 0;
    }

    /**
     * Never retried: on Linux the descriptor is gone even after EINTR, and its number may already be someone else's.
     */
    static void close(int fd) {
        if (fd >= 0) {
            LibC.close(fd);
        }
    }

    static int open(long path, int flags, int mode) {
        int result;
        do {
            result = result(LibC.open(path, flags, mode));
        } while (result == -Errno.EINTR);
        return result;
    }

    /** Returns a copy of a descriptor, closed on exec, whose number is the first free one from {@code least} on. */
    static int duplicate(int fd, int least) {
        return result(LibC.fcntl(fd, F_DUPFD_CLOEXEC, least));
    }

    static int fstat(int fd, long stat) {
        return result(LibC.syscall(FSTAT, fd, stat));
    }

    static int readAt(int fd, long buffer, int bytes, long offset) {
        int result;
        do {
            result = result(LibC.pread(fd, buffer, bytes, offset));
        } while (result == -Errno.EINTR);
        return result;
    }

    static int writeAt(int fd, long buffer, int bytes, long offset) {
        int result;
        do {
            result = result(LibC.pwrite(fd, buffer, bytes, offset));
        } while (result == -Errno.EINTR);
        return result;
    }

    static int truncate(int fd, long bytes) {
        int result;
        do {
            result = result(LibC.ftruncate(fd, bytes));
        } while (result == -Errno.EINTR);
        return result;
    }

    static int flock(int fd, int operation) {
        int result;
        do {
            result = result(LibC.flock(fd, operation));
        } while (result == -Errno.EINTR);
        return result;
    }

    static int read(int fd, long buffer, int bytes) {
        int result;
        do {
            result = result(LibC.read(fd, buffer, bytes));
        } while (result == -Errno.EINTR);
        return result;
    }

    static int clockGetTime(int clock, long timespec) {
        return result(LibC.clock_gettime(clock, timespec));
    }

    static int epollCreate(int flags) {
        return result(LibC.epoll_create1(flags));
    }

    static int epollControl(int epollFd, int operation, int fd, long event) {
        return result(LibC.epoll_ctl(epollFd, operation, fd, event));
    }

    /** Not retried: a signal is a wake-up with nothing ready, which costs the loop one empty turn and no deadline. */
    static int epollWait(int epollFd, long events, int maxEvents, int timeoutMillis) {
        int result = result(LibC.epoll_wait(epollFd, events, maxEvents, timeoutMillis));
        return result == -Errno.EINTR ? 0 : result;
    }

    static int timerCreate(int clock, int flags) {
        return result(LibC.timerfd_create(clock, flags));
    }

    static int timerSet(int fd, int flags, long newValue) {
        return result(LibC.timerfd_settime(fd, flags, newValue, 0));
    }

    static int eventCreate(int flags) {
        return result(LibC.eventfd(0, flags));
    }

    static int eventWrite(int fd, long value) {
        int result;
        do {
            result = result(LibC.eventfd_write(fd, value));
        } while (result == -Errno.EINTR);
        return result;
    }

    static int socket(int family, int type, int protocol) {
        return result(LibC.socket(family, type, protocol));
    }

    static int bind(int fd, long address, int bytes) {
        return result(LibC.bind(fd, address, bytes));
    }

    static int setOption(int fd, int level, int option, long value, int bytes) {
        return result(LibC.setsockopt(fd, level, option, value, bytes));
    }

    static int getOption(int fd, int level, int option, long value, long bytesInOut) {
        return result(LibC.getsockopt(fd, level, option, value, bytesInOut));
    }

    static int send(int fd, long buffer, int bytes) {
        int result;
        do {
            result = result(LibC.send(fd, buffer, bytes, 0));
        } while (result == -Errno.EINTR);
        return result;
    }

    static int sendTo(int fd, long buffer, int bytes, long address, int addressBytes) {
        int result;
        do {
            result = result(LibC.sendto(fd, buffer, bytes, 0, address, addressBytes));
        } while (result == -Errno.EINTR);
        return result;
    }

    static int receiveFrom(int fd, long buffer, int bytes, int flags, long address, long addressBytesInOut) {
        int result;
        do {
            result = result(LibC.recvfrom(fd, buffer, bytes, flags, address, addressBytesInOut));
        } while (result == -Errno.EINTR);
        return result;
    }

    static int receiveMany(int fd, long messages, int count, int flags) {
        int result;
        do {
            result = result(LibC.recvmmsg(fd, messages, count, flags, 0));
        } while (result == -Errno.EINTR);
        return result;
    }

    static int scheduler(int pid) {
        return result(LibC.sched_getscheduler(pid));
    }

    static int schedulerParameter(int pid, long parameter) {
        return result(LibC.sched_getparam(pid, parameter));
    }

    static int setScheduler(int pid, int policy, long parameter) {
        return result(LibC.sched_setscheduler(pid, policy, parameter));
    }

    static int lockAll(int flags) {
        return result(LibC.mlockall(flags));
    }

    private static int result(long returned) {
        return returned >= 0 ? (int) returned : -Native.getLastError();
    }
}
