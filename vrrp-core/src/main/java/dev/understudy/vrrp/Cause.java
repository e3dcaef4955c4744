// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

/** Why a virtual router changed its state. Faults (F1) keep it in Initialize until all of them are gone (F2). */
public enum Cause {
    /** Startup (I1, I2). */
    STARTUP("started", false),
    /** Shutdown was asked for (A7, B6). */
    SHUTDOWN("stopped on request", false),
    /** No advertisement was accepted within the Active_Down_Interval (B7). */
    ACTIVE_DOWN("the Active has not been heard for the down interval", false),
    /** The Active resigned with priority 0 and nobody better was heard within the skew time (B8, B7). */
    ACTIVE_RESIGNED("the Active resigned", false),
    /** The Active has a lower priority, and this router preempts (B10, B7). */
    PREEMPTION("preempted an Active of lower priority", false),
    /** A router of higher priority advertises (A10). */
    HIGHER_PRIORITY("a router of higher priority is Active", false),
    /** A router of equal priority and higher address advertises (A10). */
    HIGHER_ADDRESS("a router of equal priority and higher address is Active", false),
    /** Every fault is gone (F2). */
    RECOVERED("the fault is gone", false),
    /** The interface is down or has no carrier (F1). */
    LINK_DOWN("the link is down", true),
    /** The interface does not exist (F9). */
    INTERFACE_ABSENT("the interface is absent", true),
    /** The interface has no address to send from (F7). */
    NO_SOURCE_ADDRESS("the interface has no source address", true),
    /** A tracked check without weight failed, or has not reported yet. */
    CHECK_FAILED("a check failed", true),
    /** The application asked the router to stand aside. */
    WITHDRAWN("withdrawn by the application", true),
    /** An address could not be bound (F4); tried again after 1, 2, 4 .. 30 s. */
    HOLD_FAILED("an address could not be bound", true),
    /** Three advertisements in a row could not be sent (F10); tried again after 1, 2, 4 .. 30 s. */
    SEND_FAILED("advertisements cannot be sent", true);

    private final String description;
    private final boolean fault;

    Cause(String description, boolean fault) {
        this.description = description;
        this.fault = fault;
    }

    /** Returns whether the cause keeps a router in Initialize until it is gone. */
    public boolean isFault() {
        return fault;
    }

    /** Returns the cause in plain words, for logs. */
    public String description() {
        return description;
    }
}
