// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

/** The three states of a virtual router (RFC 9568, 6.4). */
public enum RouterState {
    /** Not taking part: not started, stopped, or kept out by a fault (F1), which the {@link Cause} names. */
    INITIALIZE,
    /** Listening to the Active router, ready to take over. */
    BACKUP,
    /** Advertising, and holding the virtual addresses once the kernel has acknowledged them. */
    ACTIVE;

    private final String label = name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);

    /** Returns the RFC's spelling: {@code Initialize}, {@code Backup}, {@code Active}. */
    @Override
    public String toString() {
        return label;
    }
}
