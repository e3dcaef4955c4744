// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.io.IOException;

/** A system call that was refused, on a path that runs seldom enough for an exception. */
public final class KernelException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * @param call what was attempted, readable by the person who has to put it right: {@code
     *     setsockopt(SO_BINDTODEVICE, eth0)}
     * @param errno the positive error number the kernel gave
     */
    public KernelException(String call, int errno) {
        super(call + ": " + Errno.describe(errno));
        this.errno = errno;
    }

    /** {@return the positive error number} */
    public int errno() {
        return errno;
    }
}
