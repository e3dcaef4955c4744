// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import java.util.Objects;

/** Why a runtime could not be opened. Nothing was changed on the host; the message says what to do about it. */
public final class VrrpOpenException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** The kinds of failure, so that a caller can tell them apart. */
    public enum Reason {
        /** Not 64-bit Linux, or native code cannot be loaded. */
        PLATFORM,
        /** The configuration does not fit this host. */
        CONFIGURATION,
        /** A capability is missing (CAP_NET_RAW, CAP_NET_ADMIN), or the right to write to the state directory. */
        PRIVILEGE,
        /** Another instance holds one of the routers; the message names its pid. */
        HELD_ELSEWHERE,
        /** An interface does not exist. */
        INTERFACE_ABSENT,
        /** The kernel refused a call, or the state directory cannot be used. */
        SYSTEM
    }

    VrrpOpenException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    VrrpOpenException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** Returns the kind of failure. */
    public Reason reason() {
        return reason;
    }
}
