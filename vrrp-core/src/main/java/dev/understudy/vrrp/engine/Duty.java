// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

/** Something besides the protocol that is served in every turn: health that turns into priority, addresses that must be put back. */
public interface Duty {
    /** A deadline that never comes. */
    long NEVER = Long.MAX_VALUE;

    /** Does what is due; bounded, never blocking. An early call does nothing. */
    void perform(long nowNanos);

    /** Returns when it wants to be called next, or {@link #NEVER}. */
    long deadlineNanos();
}
