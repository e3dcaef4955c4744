// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

/** This JVM cannot make system calls here; the message says why and what to do about it. */
public final class NativeAccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NativeAccessException(String message) {
        super(message);
    }

    NativeAccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
